from celery import shared_task

from core import jobs, notices


@shared_task(name="core.sweep_jobs", ignore_result=True)
def sweep_jobs() -> None:
    jobs.sweep()


@shared_task(name="core.mail_notices", ignore_result=True)
def mail_notices() -> None:
    notices.mail_waiting()
