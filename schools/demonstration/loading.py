"""Loads the generated region: files through the importers, then people, posts and the comparisons."""

from pathlib import Path

import pghistory
from django.core.cache import cache
from django.db import transaction

from core import clock
from core.models import User
from schools.demonstration import accounts
from schools.demonstration.catalogue import add_notes, announce_newest
from schools.demonstration.comparators import add_own_set
from schools.demonstration.comparing import add_bounds_ahead
from schools.demonstration.days import add_days
from schools.demonstration.files import demonstration_files
from schools.demonstration.inspections import add_inspections
from schools.demonstration.people import (
    PlannedContact,
    PlannedFederation,
    confirmed_at,
    contacts,
    federations,
)
from schools.demonstration.realfiles import read_folder
from schools.demonstration.region import SEED, DemonstrationRegion, generate_region, last_results_year
from schools.demonstration.reviews import add_reviews
from schools.demonstration.storing import Say, make_releases, store_generated, store_real
from schools.demonstration.strengths import add_strengths
from schools.demonstration.support import add_support_levels
from schools.demonstration.timeout import add_time_out
from schools.demonstration.waiting import add_waiting
from schools.enums import BatchState, ContactRole
from schools.models import Contact, Federation, FederationMembership, ImportBatch, Region, School
from schools.queries.runs import current_run, newest_import
from schools.services.recompute import recompute_now


def load_generated(*, region: Region, password: str, schools: int | None, say: Say) -> dict[str, User]:
    """Everything of the fictional region that is not there yet. The accounts, by name."""
    people = accounts.make_people(password)
    with pghistory.context(user=people["data"].pk):
        if is_loaded(region):
            say("The fictional region is there already.")
        else:
            load_region(region, people, schools, say)
        posts = accounts.posts_in_generated_region()
        accounts.give_posts(people, region, posts)
        add_reviews(people)
        if add_support_levels(region=region, people=people, shown=posts.caseload):
            say("Support levels: last year's are published, this year's on their way.")
        add_inspections(people["data"], posts.caseload, posts.head2)
        if add_days(region=region, people=people, shown=posts.caseload):
            say("Days of support: booked at the schools of Cardiff and of the caseload.")
        newest = last_results_year(clock.today())
        if add_bounds_ahead(region=region, by=people["data"], newest_year=newest):
            say("How we compare: bounds for primary schools that are not in force yet.")
        compare(region, people["data"], say)
        if posts.head:
            add_own_set(posts.head, people["head"])
        if state(people, say, fictional=False) and posts.head:
            add_waiting(posts.head, people)
        if add_time_out(posts.caseload, people):
            say("Staff-days out of school: booked at the schools of the caseload.")
        if add_notes(people=people, posts=posts):
            say("Notes: three on attendance.")
        if announce_newest(region=region, by=people["data"]):
            say("What’s new: the region is told of the newest figures.")
    return people


def load_real(*, region: Region, folder: Path, password: str, say: Say) -> dict[str, User]:
    """The files of the folder that the importers know. People are fictional; no work hangs on a school."""
    people = accounts.make_people(password)
    with pghistory.context(user=people["data"].pk):
        files = read_folder(folder)
        for file in files:
            if file.kind:
                said = store_real(file.content, file.name, region=region, by=people["data"])
                say(f"{file.name}: {said}")
        others = [file.name for file in files if not file.kind]
        if others:
            say(f"Left out, being no tables that the portal knows: {', '.join(others)}.")
        accounts.give_posts(people, region, accounts.posts_in_real_region())
        compare(region, people["data"], say)
        state(people, say, fictional=True)
    return people


def state(people: dict[str, User], say: Say, *, fictional: bool) -> int:
    """Of real schools the texts say themselves that they are made up. How many schools have gained some."""
    schools = list(School.objects.of_region().open())
    count = add_strengths(schools, people, fictional=fictional)
    if count:
        say(f"Strengths and needs: stated of {count} schools.")
    return count


def is_loaded(region: Region) -> bool:
    """The figures of the last summer are stored after all other files, the contacts after them."""
    last = results_file_name(last_results_year(clock.today()))
    stored = ImportBatch.objects.filter(region=region, file_name=last, state=BatchState.STORED)
    return stored.exists() and Contact.objects.exists()


def results_file_name(year: int) -> str:
    return f"results-{year}.csv"


def load_region(region: Region, people: dict[str, User], schools: int | None, say: Say) -> None:
    by = people["data"]
    generated = generate_region(seed=SEED, today=clock.today(), schools=schools)
    still = sum(school.is_open for school in generated.schools)
    say(
        f"Generated a fictional region: {still} open schools, {len(generated.schools) - still} that ended, "
        f"{len(generated.backdrop):,} in the rest of Wales, {len(generated.results):,} figures."
    )
    make_releases(generated.roll.years)
    for file in demonstration_files(generated):
        batch = store_generated(file, region=region, by=by)
        say(f"{file.name}: {'stored' if batch else 'stored already'}.")
    add_people(generated, by)
    name_heads(accounts.posts_in_generated_region(), people)
    cache.delete("real-schools")


@transaction.atomic
def add_people(generated: DemonstrationRegion, by: User) -> None:
    known = dict(School.objects.of_region().values_list("number", "pk"))
    groups = federations(generated.schools)
    add_federations(groups, known)
    add_contacts(contacts(SEED, generated.schools, groups), known, by)


def add_federations(groups: list[PlannedFederation], known: dict[str, int]) -> None:
    for group in groups:
        federation, made = Federation.objects.get_or_create(
            name_en=group.name_en, defaults={"name_cy": group.name_cy, "shares_head": group.shares_head}
        )
        if made:
            FederationMembership.objects.bulk_create(
                FederationMembership(
                    federation=federation,
                    school_id=known[number],
                    starts_on=clock.today().replace(month=1, day=1),
                )
                for number in group.school_numbers
            )


def add_contacts(planned: list[PlannedContact], known: dict[str, int], by: User) -> None:
    now = clock.now()
    Contact.objects.bulk_create(
        [
            Contact(
                school_id=known[contact.school_number],
                role=contact.role,
                name=contact.name,
                email=contact.email,
                phone=contact.phone,
                language=contact.language,
                changed_at=confirmed_at(now, contact.days_ago),
                changed_by=by,
            )
            for contact in planned
        ],
        ignore_conflicts=True,
    )


def name_heads(posts: accounts.Posts, people: dict[str, User]) -> None:
    """The heads who have an account stand among their schools' contacts."""
    for name, school in (("head", posts.head), ("head2", posts.head2)):
        Contact.objects.filter(school=school, role=ContactRole.HEAD).update(
            name=people[name].name, email=people[name].email, language=people[name].preferred_language
        )


def compare(region: Region, by: User, say: Say) -> None:
    """Unless the run that is shown already knows the newest figures."""
    shown = current_run(region)
    if shown and shown.data_until == newest_import(region):
        return
    run = recompute_now(region=region, by=by)
    say(f"Compared the schools: run {run.pk}, {run.get_state_display()}.")
