"""What the data officer and two heads have written: dated notes, and what the newest release brought."""

import datetime as dt

from django.db import transaction

from core import clock
from core.models import User
from schools.demonstration.accounts import Posts
from schools.demonstration.region import last_results_year
from schools.models import AnnouncedFile, Announcement, Indicator, Note, Region, School
from schools.queries.announcements import figures_that_came, unannounced_files
from schools.queries.runs import current_run
from schools.services.announcements import publish_announcement
from schools.services.notes import write_note
from schools.units import academic_year

A_YEAR = dt.timedelta(days=365)


@transaction.atomic
def add_notes(*, people: dict[str, User], posts: Posts) -> bool:
    """Unless there are some already."""
    if Note.objects.exists():
        return False
    attendance = Indicator.objects.get(code="attendance")
    write_note(
        indicator=attendance,
        school=None,
        happened_on=dt.date(2020, 3, 20),
        year=None,
        text_en="Schools closed to most pupils in the pandemic. Attendance was not collected.",
        text_cy="Caeodd ysgolion i’r rhan fwyaf o ddisgyblion yn y pandemig. Ni chasglwyd presenoldeb.",
        by=people["data"],
    )
    note_of_head(
        posts.head,
        people["head"],
        "From this September each tutor group rings home on the first day of absence.",
        "O’r mis Medi hwn mae pob grŵp tiwtor yn ffonio’r cartref ar ddiwrnod cyntaf absenoldeb.",
    )
    note_of_head(
        posts.head2,
        people["head2"],
        "",
        "Symudodd yr ysgol i’w hadeilad newydd; daeth mwy o ddisgyblion ar y bws.",
    )
    return True


def note_of_head(school: School | None, head: User, english: str, welsh: str) -> None:
    if school is not None:
        write_note(
            indicator=Indicator.objects.get(code="attendance"),
            school=school,
            happened_on=None,
            year=clock.today().year - 1,
            text_en=english,
            text_cy=welsh,
            by=head,
        )


@transaction.atomic
def announce_newest(*, region: Region, by: User) -> bool:
    """The newest file of figures as the release of this autumn, those before it as that of last year. Unless
    the region was told of them already."""
    files = unannounced_files(region)
    run = current_run(region)
    if not files or run is None or Announcement.objects.exists():
        return False
    year = last_results_year(clock.today())
    earlier = clock.now() - A_YEAR
    before = Announcement.objects.create(
        region=region,
        title_en=f"Figures up to {academic_year(year - 1)}",
        title_cy=f"Ffigurau hyd at {academic_year(year - 1)}",
        summary_en="The portal opens with the published figures of the last years.",
        summary_cy="Mae’r porth yn agor gyda ffigurau cyhoeddedig y blynyddoedd diwethaf.",
        came=figures_that_came(files[:-1]),
        run=run,
        published_at=earlier,
        published_by=by,
        changed_at=earlier,
    )
    AnnouncedFile.objects.bulk_create(AnnouncedFile(announcement=before, batch=file) for file in files[:-1])
    publish_announcement(
        region=region,
        title_en=f"Figures of {academic_year(year)}",
        title_cy=f"Ffigurau {academic_year(year)}",
        summary_en=(
            "Attendance and the examination results of last summer have come for the region’s schools.\n\n"
            "Attendance rose a little in most schools and is still below what it was before 2020."
            " Look below at what moved at your school; each measure’s page names schools to learn from."
        ),
        summary_cy=(
            "Mae presenoldeb a chanlyniadau’r haf diwethaf wedi cyrraedd i ysgolion y rhanbarth.\n\n"
            "Cododd presenoldeb ychydig yn y rhan fwyaf o ysgolion, ac mae’n dal yn is nag yr oedd cyn 2020."
            " Gwelwch isod beth a newidiodd yn eich ysgol; mae tudalen pob mesur yn enwi ysgolion i ddysgu"
            " ganddynt."
        ),
        by=by,
    )
    return True
