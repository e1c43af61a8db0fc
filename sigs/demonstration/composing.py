"""This year's groups composed: primary schools, and secondary with all-age schools, each by one run of the
engine with a small budget."""

from core.jobs import sole_worker, work
from core.models import User
from schools.models import Region
from schools.queries.days import this_year
from sigs.enums import ComposedSchools, StageSource
from sigs.models import Composition
from sigs.queries.compositions import schools_composed
from sigs.services.composing.carrying import carry_out
from sigs.services.composing.compositions import begin_composition
from sigs.services.composing.refusals import CannotCompose
from sigs.services.composing.runs import start_run

STEPS = 1_500
SEED = 2027
NAMES = {
    ComposedSchools.PRIMARY: ("School improvement groups, primary", "Grwpiau gwella ysgolion, cynradd"),
    ComposedSchools.SECONDARY: ("School improvement groups, secondary", "Grwpiau gwella ysgolion, uwchradd"),
}


def add_compositions(*, region: Region, people: dict[str, User]) -> bool:
    """Whether there was one to add. A run that was interrupted is carried out at the next loading."""
    made = False
    by = people["consortium"]
    for schools, (english, welsh) in NAMES.items():
        known = Composition.objects.filter(region=region, year=this_year(), schools=schools)
        composition = known.first()
        if composition is None:
            if not schools_composed(Composition(region=region, schools=schools)).exists():
                continue
            composition = begin_composition(
                region=region,
                by=by,
                year=this_year(),
                name_en=english,
                name_cy=welsh,
                schools=schools,
                with_special=False,
                with_prus=False,
                stage_source=StageSource.LEVEL,
            )
        if not composition.runs.exists():
            try:
                compose_now(composition, by)
            except CannotCompose:
                # A region of few schools: its composition stands there with the usual rules, to be changed.
                continue
            made = True
    return made


def compose_now(composition: Composition, by: User) -> None:
    """In this process, unless a worker has it already."""
    run = start_run(composition=composition, by=by, seed=SEED, iterations=STEPS)
    if run.job is not None:
        with sole_worker(run.job.pk) as alone:
            if alone:
                work(run.job.pk, carry_out)
