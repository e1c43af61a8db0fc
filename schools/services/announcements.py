"""What's new: the data officer tells the region what a release of figures brought, once the run is shown."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core import clock
from core.authorise import active_assignments
from core.errors import DomainError
from core.models import User
from core.notices import tell
from schools.enums import Role
from schools.models import AnnouncedFile, Announcement, Region, School
from schools.queries.announcements import figures_that_came, schools_that_came, unannounced_files
from schools.queries.runs import current_run, newest_import


class NothingCame(DomainError):
    def __init__(self) -> None:
        super().__init__(_("No file of figures has come since the region was last told."))


class NotComparedYet(DomainError):
    def __init__(self) -> None:
        super().__init__(_("The newest files are not compared yet. Wait until the comparisons are shown."))


class AnnouncementChangedMeanwhile(DomainError):
    status = 409

    def __init__(self) -> None:
        super().__init__(
            _(
                "Somebody else changed these words while you had them open. What stands there now is below;"
                " your own words are still in the form. Save again to put them in its place."
            )
        )


@transaction.atomic
def publish_announcement(
    *, region: Region, title_en: str, title_cy: str, summary_en: str, summary_cy: str, by: User
) -> Announcement:
    """Everything that was imported since the last announcement. The heads of the schools that it has figures
    of are told, this once."""
    # Of two people at once the second finds nothing left to tell.
    Region.objects.select_for_update(no_key=True).get(pk=region.pk)
    files = unannounced_files(region)
    if not files:
        raise NothingCame
    run = current_run(region)
    if run is None or run.data_until != newest_import(region):
        raise NotComparedYet
    now = clock.now()
    made = Announcement.objects.create(
        region=region,
        title_en=title_en,
        title_cy=title_cy,
        summary_en=summary_en,
        summary_cy=summary_cy,
        came=figures_that_came(files),
        run=run,
        published_at=now,
        published_by=by,
        changed_at=now,
    )
    AnnouncedFile.objects.bulk_create(AnnouncedFile(announcement=made, batch=file) for file in files)
    tell_heads(made, schools_that_came(files))
    return made


def tell_heads(made: Announcement, schools: set[int]) -> None:
    """Only those at whose school something came, each once."""
    scopes = School.objects.filter(pk__in=schools).values("scope")
    heads = active_assignments().filter(role=Role.HEADTEACHER, scope__in=scopes).values("user")
    for person in User.objects.filter(pk__in=heads, is_active=True).order_by("pk"):
        tell(
            person,
            "schools/announcement",
            f"/whats-new/{made.public_id}/",
            title_en=made.title_en,
            title_cy=made.title_cy,
        )


@transaction.atomic
def change_announcement(
    *,
    announcement: Announcement,
    seen: str,
    title_en: str,
    title_cy: str,
    summary_en: str,
    summary_cy: str,
    by: User,
) -> None:
    """The words alone; nobody is told again."""
    rows = Announcement.objects.filter(pk=announcement.pk)
    if stamp(rows.select_for_update().get()) != seen:
        raise AnnouncementChangedMeanwhile
    rows.update(
        title_en=title_en,
        title_cy=title_cy,
        summary_en=summary_en,
        summary_cy=summary_cy,
        changed_at=clock.now(),
    )


def stamp(announcement: Announcement) -> str:
    return announcement.changed_at.isoformat()
