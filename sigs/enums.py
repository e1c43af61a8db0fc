from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Permission(models.TextChoices):
    VIEW_GROUP = "sigs.view_group", _("See a group's space: its plan, its meetings, its money")
    TAKE_PART = "sigs.take_part", _("Take part in the work of the school's groups")
    ANSWER_FOR_SCHOOL = (
        "sigs.answer_for_school",
        _("Answer for the school in its groups: wishes, drafts, sharing, pairs, joining and leaving"),
    )
    LEAD_GROUP = "sigs.lead_group", _("Lead a group: plan, meetings, spending, evaluation")
    MANAGE_GROUPS = "sigs.manage_groups", _("Set up groups, their members and their posts")
    COMPOSE = "sigs.compose", _("Compose groups, send the draft to heads and publish it")
    DECIDE_MONEY = "sigs.decide_money", _("Decide on the grants, tranches and bids of groups")
    READ_SUMMARY = "sigs.read_summary", _("Read the one-page summaries of the school’s groups")


class Role(models.TextChoices):
    CONVENOR = "convenor", _("Convenor")


class GroupState(models.TextChoices):
    ACTIVE = "active", _("At work")
    PAUSED = "paused", _("Paused")
    CLOSED = "closed", _("Closed")


class ComposedSchools(models.TextChoices):
    PRIMARY = "primary", _("Primary schools")
    SECONDARY = "secondary", _("Secondary schools")
    BOTH = "both", _("Primary and secondary schools together")


class AllAgeWith(models.TextChoices):
    SECONDARY = "secondary", _("With the secondary schools")
    PRIMARY = "primary", _("With the primary schools")


class StageSource(models.TextChoices):
    """What tells the stage of a school, of which every group is to hold a mix."""

    LEVEL = "level", _("Region’s own support level")
    CATEGORY = "category", _("Last national category")
    DATA = "data", _("What the published figures say")


class CompositionState(models.TextChoices):
    DRAFT = "draft", _("Draft, not yet sent to heads")
    SENT = "sent", _("Sent to heads")
    PUBLISHED = "published", _("Published")
    DROPPED = "dropped", _("Dropped")


class CompositionRunState(models.TextChoices):
    QUEUED = "queued", _("Waiting to start")
    RUNNING = "running", _("Being composed")
    DONE = "done", _("Composed")
    CANCELLED = "cancelled", _("Cancelled")
    FAILED = "failed", _("Did not succeed")


class TradeOffPoint(models.TextChoices):
    """A run of the same rules and seed, with the weight of journeys against mix turned."""

    JOURNEYS = "journeys", _("Shorter journeys")
    MIX = "mix", _("More mixed")


class WelshRule(models.TextChoices):
    NEVER_ALONE = "never_alone", _("Never alone in a group")
    OWN_GROUPS = "own_groups", _("In groups of their own")
    FREE = "free", _("No rule")


class LastYearRule(models.TextChoices):
    """Of the schools that were in one group last year."""

    FREE = "free", _("No rule")
    AT_MOST = "at_most", _("At most so many stay together")
    KEEP = "keep", _("Groups stay as they are, as far as possible")


class Effort(models.TextChoices):
    """How long a run may look for something better."""

    QUICK = "quick", _("A quick look")
    USUAL = "usual", _("As usual")
    THOROUGH = "thorough", _("Thorough")


class PlanState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("plan", "Being written")
    WITH_MEMBERS = "with_members", pgettext_lazy("plan", "With the member heads")
    AGREED = "agreed", pgettext_lazy("plan", "Agreed")
    UNDER_WAY = "under_way", pgettext_lazy("plan", "Under way")
    CLOSED = "closed", pgettext_lazy("plan", "Closed")


class PlanEvidenceKind(models.TextChoices):
    TEXT = "text", _("In words")
    FIGURE = "figure", _("A school’s figure")
    REVIEW = "review", _("A passage from a school’s own review")


class Standing(models.TextChoices):
    """How far a group is with a condition, in its own eyes."""

    NOT_YET = "not_yet", pgettext_lazy("condition", "Not yet")
    BEGUN = "begun", pgettext_lazy("condition", "Begun")
    IN_PLACE = "in_place", pgettext_lazy("condition", "In place")


class ResourceLanguage(models.TextChoices):
    WELSH = "cy", _("Welsh")
    ENGLISH = "en", _("English")
    BOTH = "both", _("Welsh and English")


class ActivityState(models.TextChoices):
    PLANNED = "planned", pgettext_lazy("activity", "Planned")
    BOOKED = "booked", pgettext_lazy("activity", "Booked")
    DONE = "done", pgettext_lazy("activity", "Done")
    DROPPED = "dropped", pgettext_lazy("activity", "Dropped")


class MeetingState(models.TextChoices):
    CALLED = "called", pgettext_lazy("meeting", "Called")
    HELD = "held", pgettext_lazy("meeting", "Held")
    CANCELLED = "cancelled", pgettext_lazy("meeting", "Cancelled")


class ActionState(models.TextChoices):
    OPEN = "open", pgettext_lazy("action", "To do")
    DONE = "done", pgettext_lazy("action", "Done")
    DROPPED = "dropped", pgettext_lazy("action", "Dropped")


class Health(models.TextChoices):
    """What the traces of a group's work say: the rule is in sigs/services/health/rule.py."""

    NEW = "new", pgettext_lazy("health", "Just begun")
    ACTS = "acts", pgettext_lazy("health", "Acts")
    TALKS = "talks", pgettext_lazy("health", "Talks, does not act")
    BEHIND = "behind", pgettext_lazy("health", "Behind with its actions")
    QUIET = "quiet", pgettext_lazy("health", "No contact")
    RESTING = "resting", pgettext_lazy("health", "Paused")


class TrancheKind(models.TextChoices):
    SHARE = "share", _("Share of a grant")
    INNOVATION = "innovation", _("Innovation bid")


class TrancheState(models.TextChoices):
    PLANNED = "planned", pgettext_lazy("tranche", "Planned")
    RELEASED = "released", pgettext_lazy("tranche", "Released")
    HELD = "held", pgettext_lazy("tranche", "Held back")


class SpendKind(models.TextChoices):
    COVER = "cover", _("Cover for staff out of school")
    TRAINING = "training", _("Training and expertise")
    MATERIALS = "materials", _("Materials")
    TRAVEL = "travel", _("Travel")
    TRANSLATION = "translation", _("Translation")
    OTHER = "other", _("Something else")


class BidState(models.TextChoices):
    ASKED = "asked", pgettext_lazy("bid", "Waiting for a decision")
    GRANTED = "granted", pgettext_lazy("bid", "Granted")
    REFUSED = "refused", pgettext_lazy("bid", "Not granted")
    WITHDRAWN = "withdrawn", pgettext_lazy("bid", "Withdrawn")


class EvaluationState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("evaluation", "Being written")
    SUBMITTED = "submitted", pgettext_lazy("evaluation", "Submitted, to be checked")
    CHECKED = "checked", pgettext_lazy("evaluation", "Checked by another group")
    ACCEPTED = "accepted", pgettext_lazy("evaluation", "Accepted")


class Rung(models.TextChoices):
    """The ladder of evidence: how far what was done is shown to have led."""

    NOT_SHOWN = "not_shown", _("Not yet shown")
    TOOK_PART = "took_part", _("People took part")
    LEARNED = "learned", _("They learned something")
    PRACTICE = "practice", _("Practice changed")
    PUPILS = "pupils", _("Pupils gained")


class CheckState(models.TextChoices):
    OPEN = "open", pgettext_lazy("check", "To be done")
    DONE = "done", pgettext_lazy("check", "Done")
    PASSED_ON = "passed_on", pgettext_lazy("check", "Passed on to another group")


class SummaryState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("summary", "Being written")
    SHARED = "shared", pgettext_lazy("summary", "Shared with the member schools")


class FindingState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("finding", "Being written")
    PUBLISHED = "published", pgettext_lazy("finding", "Published to the region")


class SessionLanguage(models.TextChoices):
    WELSH = "cy", _("In Welsh")
    ENGLISH = "en", _("In English")
    WELSH_WITH_TRANSLATION = "cy_trans", _("In Welsh, with simultaneous translation")
    BOTH = "both", _("In Welsh and English")


class PairingState(models.TextChoices):
    ASKED = "asked", pgettext_lazy("pair", "Asked")
    AGREED = "agreed", pgettext_lazy("pair", "Agreed")
    DECLINED = "declined", pgettext_lazy("pair", "Not now")
    LAPSED = "lapsed", pgettext_lazy("pair", "No longer possible")
    ENDED = "ended", pgettext_lazy("pair", "Ended")


class PairAnswer(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("pair", "Not yet answered")
    YES = "yes", pgettext_lazy("pair", "Agreed")
    NO = "no", pgettext_lazy("pair", "Not now")


class WishRoundState(models.TextChoices):
    PREPARING = "preparing", _("Being prepared")
    OPEN = "open", pgettext_lazy("wishes", "Open")
    CLOSED = "closed", pgettext_lazy("wishes", "Closed")
    DROPPED = "dropped", pgettext_lazy("wishes", "Dropped")


class WishState(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("wishes", "Not answered")
    UNSURE = "unsure", _("Does not know yet")
    NONE = "none", _("No particular wishes")
    GIVEN = "given", _("Wishes given")


class WishKind(models.TextChoices):
    WITH = "with", _("Wishes to work with")
    CANNOT = "cannot", _("Cannot work with")


class WishPartners(models.TextChoices):
    ANY = "any", _("It does not matter to us")
    KEEP = "keep", _("We would like to stay with last year’s partners")
    NEW = "new", _("We would like new partners")


class WishLanguage(models.TextChoices):
    ANY = "any", pgettext_lazy("wish for language", "It does not matter to us")
    WELSH_PARTNERS = "partners", _("At least one Welsh-medium partner in the group")
    WELSH = "welsh", _("A group that works in Welsh")


class DraftState(models.TextChoices):
    WAITING = "waiting", _("No answer yet")
    AGREED = "agreed", pgettext_lazy("draft group", "Agreed")
    COMMENTED = "commented", _("Commented")
    SWAP_ASKED = "swap_asked", _("Asked for a swap")
    DECLINED = "declined", pgettext_lazy("draft group", "Declined")


class DraftOutcome(models.TextChoices):
    """What the consortium decides on what a head said."""

    ACCEPTED = "accepted", pgettext_lazy("draft group", "Accepted")
    KEPT = "kept", _("The draft stays as it is")
    ANSWERED = "answered", pgettext_lazy("draft group", "Answered")


class DraftStepKind(models.TextChoices):
    SENT = "sent", _("Draft sent")
    RESENT = "resent", _("Changed draft sent")
    AGREED = "agreed", _("The school agreed")
    COMMENTED = "commented", _("The school commented")
    SWAP_ASKED = "swap_asked", _("The school asked for a swap")
    DECLINED = "declined", _("The school declined")
    ACCEPTED = "accepted", _("The consortium accepted")
    KEPT = "kept", _("The consortium left the draft as it is")
    ANSWERED = "answered", _("The consortium answered")


class WorkshopState(models.TextChoices):
    PLANNED = "planned", pgettext_lazy("workshop", "Planned")
    OPEN = "open", _("Open for sign-up")
    HELD = "held", _("Held")
    CANCELLED = "cancelled", pgettext_lazy("workshop", "Cancelled")


class WorkshopFor(models.TextChoices):
    CONVENORS = "convenors", _("Convenors")
    HEADS = "heads", _("Convenors and headteachers")
    STAFF = "staff", _("Everyone who takes part in a group")


class WorkshopLanguage(models.TextChoices):
    WELSH = "cy", _("In Welsh")
    ENGLISH = "en", _("In English")
    BOTH = "both", _("In Welsh and English, with simultaneous translation")


class WorkshopPlaceState(models.TextChoices):
    BOOKED = "booked", _("Has a place")
    WAITING = "waiting", _("On the waiting list")
    OFFERED = "offered", _("Is offered a place")
    WITHDRAWN = "withdrawn", _("Withdrew")
    LAPSED = "lapsed", _("Did not take up the offer")
    ATTENDED = "attended", pgettext_lazy("workshop", "Attended")
    ABSENT = "absent", _("Was not there")


class ProposalState(models.TextChoices):
    OPEN = "open", pgettext_lazy("proposal of a group", "Waiting for answers")
    FORMED = "formed", _("The group exists")
    WITHDRAWN = "withdrawn", pgettext_lazy("proposal of a group", "Withdrawn")


class InvitedState(models.TextChoices):
    WAITING = "waiting", _("Has not answered yet")
    ACCEPTED = "accepted", pgettext_lazy("invited school", "Takes part")
    DECLINED = "declined", pgettext_lazy("invited school", "Does not take part")


class JoinState(models.TextChoices):
    ASKED = "asked", _("Asks to join")
    ADMITTED = "admitted", _("Admitted")
    DECLINED = "declined", pgettext_lazy("asking to join", "Not admitted")
    WITHDRAWN = "withdrawn", pgettext_lazy("asking to join", "Taken back")


class NominationRule(models.TextChoices):
    """What makes the post of convenor once the members have nominated."""

    CONSORTIUM = "consortium", _("The consortium decides, knowing what the members said")
    MAJORITY = "majority", _("Whoever more than half of the schools that answered named")


class NominationState(models.TextChoices):
    OPEN = "open", pgettext_lazy("nomination", "Open")
    DECIDED = "decided", pgettext_lazy("nomination", "Decided")
    CALLED_OFF = "called_off", pgettext_lazy("nomination", "Called off")


class NomineeState(models.TextChoices):
    ASKED = "asked", pgettext_lazy("nominee", "Has not answered yet")
    ACCEPTED = "accepted", pgettext_lazy("nominee", "Would do it")
    DECLINED = "declined", pgettext_lazy("nominee", "Does not stand")


class PilotState(models.TextChoices):
    RUNNING = "running", pgettext_lazy("pilot", "Under way")
    DECIDED = "decided", pgettext_lazy("pilot", "Decided")


class PilotDecision(models.TextChoices):
    CONTINUE = "continue", pgettext_lazy("pilot", "Continue as it is")
    CHANGE = "change", pgettext_lazy("pilot", "Continue, changed")
    END = "end", pgettext_lazy("pilot", "End it")
