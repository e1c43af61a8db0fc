"""One more edge, like a view: takes the job's arguments and calls the service."""

from celery import shared_task

from core.jobs import Progress, job
from core.models import Job
from schools.presenting.pack.document import pack_document
from schools.services.packs import drop_expired_packs, pack_to_make, store_pack
from schools.services.recompute import KIND, carry_out
from schools.services.review import drop_removed_evidence
from schools.services.supportsums import ask_for_outdated_sums
from schools.services.supportsums import carry_out as add_up_levels

recompute = job(KIND)(carry_out)
summarise_support = job("schools.summarise_support")(add_up_levels)


@job("schools.pack")
def pack(job: Job, progress: Progress, *, public_id: str) -> None:
    """Safe to run twice: what is made already is left alone."""
    wanted = pack_to_make(public_id)
    if wanted is not None:
        store_pack(pack=wanted, content=pack_document(wanted, progress.tell))


@shared_task(name="schools.drop_expired", ignore_result=True)
def drop_expired() -> None:
    drop_expired_packs()
    drop_removed_evidence()


@shared_task(name="schools.summarise_changed_levels", ignore_result=True)
def summarise_changed_levels() -> None:
    """Soon after levels became final, by whichever step."""
    ask_for_outdated_sums()
