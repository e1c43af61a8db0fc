"""What the yearly process refuses, each in a sentence."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from core.errors import DomainError


class LevelsAreOff(DomainError):
    def __init__(self) -> None:
        super().__init__(
            _("The region has not turned its support levels on. Consortium staff can turn them on.")
        )


class AlreadySo(DomainError):
    status = 409

    def __init__(self) -> None:
        super().__init__(_("Somebody else has done this already. Nothing was changed."))


class ChangedMeanwhile(DomainError):
    status = 409

    def __init__(self) -> None:
        super().__init__(
            _(
                "Somebody else changed this while you had it open. What you wrote is kept below:"
                " compare it with what stands there now, and send it again if it still holds."
            )
        )


class NotAtThisStage(DomainError):
    status = 409

    def __init__(self, academic_year: str, state: object) -> None:
        super().__init__(
            _("This step cannot be taken now: the year %(year)s stands at “%(state)s”.")
            % {"year": academic_year, "state": state}
        )


class TiedToSchool(DomainError):
    status = 403

    def __init__(self, school: str) -> None:
        super().__init__(
            _(
                "You hold another post at %(school)s or at a school federated with it, so that somebody"
                " else has to take this step."
            )
            % {"school": school}
        )


class ReasonMissing(DomainError):
    def __init__(self) -> None:
        super().__init__(_("The level differs from the one before. Say why."))


class ReasonForAnotherMissing(DomainError):
    def __init__(self) -> None:
        super().__init__(_("The level differs from the suggestion. Say why."))


class LevelNotInUse(DomainError):
    def __init__(self, slug: str) -> None:
        super().__init__(
            _("There is no level “%(slug)s” in use in this region. Choose one of those listed.")
            % {"slug": slug}
        )


class EvidenceMissing(DomainError):
    def __init__(self, kinds: list[str]) -> None:
        super().__init__(
            ngettext_lazy(
                "Before a draft can be proposed, this evidence is still expected: %(kinds)s.",
                "Before a draft can be proposed, these kinds of evidence are still expected: %(kinds)s.",
                len(kinds),
            )
            % {"kinds": ", ".join(kinds)}
        )


class CapacityMissing(DomainError):
    def __init__(self) -> None:
        super().__init__(_("Choose the improvement capacity, A to D, and a level."))


class EvidenceSaysNothing(DomainError):
    def __init__(self) -> None:
        super().__init__(_("Write what the evidence says, or give a link to it."))


class NotYours(DomainError):
    status = 403

    def __init__(self) -> None:
        super().__init__(_("Only the person who added this can take it away, and only before the draft."))


class SideAnswered(DomainError):
    status = 409

    def __init__(self) -> None:
        super().__init__(_("This side of the school has answered this draft already. Its answer stands."))


class OnePersonForBoth(DomainError):
    def __init__(self) -> None:
        super().__init__(
            _(
                "You have answered this draft already. The headteacher and the governing body answer"
                " separately, so that the other answer has to come from another person."
            )
        )


class DisputeSaysNothing(DomainError):
    def __init__(self) -> None:
        super().__init__(_("Say what you dispute, and why. Nothing was sent."))


class ModeratedByYou(DomainError):
    status = 403

    def __init__(self) -> None:
        super().__init__(
            _("You proposed or moderated this level. Its appeal is decided by somebody who did neither.")
        )


class ModeratedOwnProposal(DomainError):
    status = 403

    def __init__(self) -> None:
        super().__init__(_("You proposed this level, so that somebody else has to moderate it."))


class AppealTooLate(DomainError):
    def __init__(self, day: str) -> None:
        super().__init__(
            _("Appeals could be made until %(day)s. After that a level can be amended in the year.")
            % {"day": day}
        )


class AppealSaysNothing(DomainError):
    def __init__(self) -> None:
        super().__init__(_("Say why the level should be another one. Nothing was sent."))


class DecisionSaysNothing(DomainError):
    def __init__(self) -> None:
        super().__init__(_("Say why: the school reads the reason."))


class MatrixHasHole(DomainError):
    def __init__(self, holes: list[str]) -> None:
        super().__init__(
            _("The matrix has a hole, and nothing was saved. Choose a level for: %(holes)s.")
            % {"holes": ", ".join(holes)}
        )


class MatrixMissing(DomainError):
    def __init__(self) -> None:
        super().__init__(_("This year has no matrix of suggestions yet. Fill it before opening the year."))


class FrameworkMissing(DomainError):
    def __init__(self) -> None:
        super().__init__(_("Say first which kinds of evidence are expected."))


class YearExists(DomainError):
    def __init__(self, academic_year: str) -> None:
        super().__init__(
            _("There is a process for %(year)s already. Open that one.") % {"year": academic_year}
        )


class AnotherYearRuns(DomainError):
    def __init__(self, academic_year: str) -> None:
        super().__init__(
            _("The year %(year)s is still under way. Close it before opening another.")
            % {"year": academic_year}
        )


class AppealsUndecided(DomainError):
    def __init__(self, count: int) -> None:
        sentence = ngettext_lazy(
            "%(n)s appeal is not decided yet. Decide it before closing the year.",
            "%(n)s appeals are not decided yet. Decide them before closing the year.",
            count,
        )
        super().__init__(sentence % {"n": count})


class DatesOutOfOrder(DomainError):
    def __init__(self) -> None:
        super().__init__(
            _(
                "The dates must follow one another: opening, drafts, answers, the authorities, the region;"
                " appeals and publication not before the region has moderated."
            )
        )


class TooFewLevels(DomainError):
    def __init__(self) -> None:
        super().__init__(_("A region needs at least two levels. Add one before taking this one away."))


class LevelInMatrix(DomainError):
    def __init__(self, academic_year: str) -> None:
        super().__init__(
            _("The matrix of %(year)s still suggests this level. Change the matrix first.")
            % {"year": academic_year}
        )


class SlugTaken(DomainError):
    def __init__(self) -> None:
        super().__init__(_("Another level has this name already."))
