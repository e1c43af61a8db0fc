"""The publication that a figure is said to come from."""

import datetime as dt

from schools.imports.facts import Asked, Facts, Known, NewRelease


def release_of_year(facts: Facts, known: Known, asked: Asked, slug: str, published_on: dt.date) -> str:
    """The publication asked for, or the one known under this name; otherwise one is made with the file."""
    if asked.release:
        return asked.release
    names = {publication.slug for publication in known.publications} | {made.slug for made in facts.releases}
    if slug not in names:
        facts.releases.append(NewRelease(slug, asked.published_on or published_on, year_known=True))
    return slug


def end_of_school_year(year: int) -> dt.date:
    return dt.date(year, 8, 31)
