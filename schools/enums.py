from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Permission(models.TextChoices):
    VIEW_REGISTER = "schools.view_register", _("See the register and the published figures of every school")
    VIEW_DETAIL = "schools.view_detail", _("See how a school stands among similar schools")
    VIEW_EXACT = "schools.view_exact", _("See the exact figures of small groups of pupils")
    EDIT_CONTACTS = "schools.edit_contacts", _("Change a school's contacts")
    EDIT_REGISTER = "schools.edit_register", _("Change what no list of schools says: federations")
    VIEW_CASELOAD = "schools.view_caseload", _("See a caseload of schools")
    VIEW_REGION = "schools.view_region", _("See the region's dashboard")
    IMPORT = "schools.import", _("Import, confirm and undo files of figures")
    RECOMPUTE = "schools.recompute", _("Compute the comparisons anew")
    VIEW_SUPPORT = "schools.view_support", _("See how a school's own support level is decided")
    FOLLOW_SUPPORT = "schools.follow_support", _("Follow the year of support levels over several schools")
    ADD_EVIDENCE = "schools.add_evidence", _("Add evidence for a school's support level")
    PROPOSE_LEVEL = "schools.propose_level", _("Propose a school's support level")
    ANSWER_AS_HEAD = "schools.answer_as_head", _("Agree or dispute a draft level as headteacher, and appeal")
    ANSWER_AS_GOVERNOR = "schools.answer_as_governor", _("Agree or dispute a draft level for the governors")
    MODERATE_AUTHORITY = "schools.moderate_authority", _("Moderate the levels of an authority's schools")
    MODERATE_REGION = "schools.moderate_region", _("Moderate the levels of the region's schools")
    DECIDE_APPEALS = "schools.decide_appeals", _("Decide appeals against a level that one did not moderate")
    RUN_SUPPORT = "schools.run_support", _("Turn support levels on and off, and run the yearly process")
    VIEW_CONSISTENCY = (
        "schools.view_consistency",
        _("See how advisers' judgements compare, draw a sample of them and look at it"),
    )
    VIEW_DAYS = "schools.view_days", _("See the days of support of a school")
    BOOK_DAYS = "schools.book_days", _("Plan days of support, and say that they were used")
    APPROVE_DAYS = "schools.approve_days", _("Approve more days of support than the ceiling")
    VIEW_WORKLOAD = "schools.view_workload", _("See the days of support and the workload of advisers")
    LEAD_REVIEW = "schools.lead_review", _("Lead the school's own review")
    READ_REVIEW = "schools.read_review", _("Read a school's own review once it is shared")
    READ_REVIEW_AS_STAFF = (
        "schools.read_review_as_staff",
        _("Read the own school's review where the headteacher lets staff read it"),
    )
    MAKE_PACK = "schools.make_pack", _("Ask for the data pack for governors")
    GOVERN_INDICATORS = (
        "schools.govern_indicators",
        _("Keep the catalogue of measures: words, reviews, retirement, notes for the whole region"),
    )
    WRITE_NOTES = "schools.write_notes", _("Write dated notes on the school's own measures")
    ANNOUNCE = "schools.announce", _("Tell the region what a release of figures brought")
    CHANGE_COMPARING = "schools.change_comparing", _("Change how comparisons are worked out")
    VIEW_STRENGTHS = "schools.view_strengths", _("See the strengths of a school, offered or not")
    VIEW_NEEDS = "schools.view_needs", _("See the needs of a school")
    STATE = (
        "schools.state",
        _("State a school's strengths and needs, and confirm what the other side states"),
    )
    STATE_AS_SCHOOL = (
        "schools.state_as_school",
        _("Speak for the school: its own strengths and needs, and what the region may know"),
    )
    VIEW_TOPICS = "schools.view_topics", _("See strengths and needs added up by topic and authority")
    SET_FADING = "schools.set_fading", _("Decide how long a strength or need counts")
    VIEW_TIME_OUT = "schools.view_time_out", _("See a school's staff-days out of school")
    KEEP_TIME_OUT = (
        "schools.keep_time_out",
        _("Keep the ledger of staff-days out of school: ceiling, own entries, answers"),
    )
    VIEW_TIME_OUT_SUMS = (
        "schools.view_time_out_sums",
        _("See staff-days out of school added up over several schools"),
    )


class Role(models.TextChoices):
    HEADTEACHER = "headteacher", _("Headteacher")
    TEACHER = "teacher", _("Senior leader or teacher")
    GOVERNOR = "governor", _("Governor")
    ADVISER = "adviser", _("Challenge adviser")
    SENIOR_ADVISER = "senior_adviser", _("Senior challenge adviser")
    AUTHORITY_OFFICER = "authority_officer", _("Local authority officer")
    CONSORTIUM = "consortium", _("Consortium staff")
    DATA_OFFICER = "data_officer", _("Data officer")
    ADMINISTRATOR = "administrator", _("Administrator")


class Phase(models.TextChoices):
    PRIMARY = "primary", pgettext_lazy("phase", "Primary")
    SECONDARY = "secondary", pgettext_lazy("phase", "Secondary")
    ALL_AGE = "all_age", pgettext_lazy("phase", "All-age")
    SPECIAL = "special", pgettext_lazy("phase", "Special")
    NURSERY = "nursery", pgettext_lazy("phase", "Nursery")
    PRU = "pru", pgettext_lazy("phase", "Pupil referral unit")


class Medium(models.TextChoices):
    """Codes of the Welsh Government's address list of schools."""

    ENGLISH = "EM", pgettext_lazy("medium", "English")
    WELSH = "WM", pgettext_lazy("medium", "Welsh")
    DUAL = "DS", pgettext_lazy("medium", "Dual stream")
    SOME_WELSH = "EW", pgettext_lazy("medium", "English, some Welsh")
    BILINGUAL_A = "BA", pgettext_lazy("medium", "Bilingual, type A")
    BILINGUAL_B = "BB", pgettext_lazy("medium", "Bilingual, type B")
    BILINGUAL_C = "BC", pgettext_lazy("medium", "Bilingual, type C")
    BILINGUAL_CH = "BCH", pgettext_lazy("medium", "Bilingual, type Ch")
    NOT_STATED = "NA", pgettext_lazy("medium", "Not stated")


class Category(models.TextChoices):
    """Support categories of the National School Categorisation System, published 2015 to 2020."""

    GREEN = "green", pgettext_lazy("category", "Green")
    YELLOW = "yellow", pgettext_lazy("category", "Yellow")
    AMBER = "amber", pgettext_lazy("category", "Amber")
    RED = "red", pgettext_lazy("category", "Red")


class ContactRole(models.TextChoices):
    HEAD = "head", _("Headteacher")
    ACTING_HEAD = "acting_head", _("Acting headteacher")
    DEPUTY = "deputy", _("Deputy headteacher")
    CHAIR = "chair", _("Chair of governors")
    OFFICE = "office", _("School office")


class IndicatorKind(models.TextChoices):
    CONTEXT = "context", pgettext_lazy("indicator", "Context")
    ATTENDANCE = "attendance", pgettext_lazy("indicator", "Attendance")
    OUTCOME = "outcome", pgettext_lazy("indicator", "Examination results")
    # Not to be published at school, authority or region level from the 2018 results on.
    TEACHER_ASSESSMENT = "teacher_assessment", pgettext_lazy("indicator", "Teacher assessment")


class Direction(models.TextChoices):
    HIGHER = "higher", _("Higher is better")
    LOWER = "lower", _("Lower is better")
    NONE = "none", _("Neither higher nor lower is better")


class Unit(models.TextChoices):
    PERCENT = "percent", pgettext_lazy("unit", "%")
    POINTS = "points", pgettext_lazy("unit", "points")
    PUPILS = "pupils", pgettext_lazy("unit", "pupils")
    POUNDS = "pounds", pgettext_lazy("unit", "£ per pupil")
    RATIO = "ratio", pgettext_lazy("unit", "pupils per teacher")


class Group(models.TextChoices):
    """The pupils a result speaks of."""

    ALL = "all", pgettext_lazy("pupils", "All pupils")
    EFSM = "efsm", pgettext_lazy("pupils", "Eligible for free school meals")
    NOT_EFSM = "not_efsm", pgettext_lazy("pupils", "Not eligible for free school meals")


class Missing(models.TextChoices):
    """Why a result has no value. A missing value is never read as 0."""

    NOT_SHOWN = "not_shown", pgettext_lazy("missing", "not shown by the publisher")
    WITHHELD = "withheld", pgettext_lazy("missing", "withheld by the publisher: few pupils")
    NOT_COLLECTED = "not_collected", pgettext_lazy("missing", "not collected that year")
    NO_PUPILS = "no_pupils", pgettext_lazy("missing", "no pupils")


class FileKind(models.TextChoices):
    REGISTER = "register", pgettext_lazy("file", "List of schools with their figures")
    REGISTER_HISTORY = "register_history", pgettext_lazy("file", "List of schools of 2018 and 2021")
    PRUS = "prus", pgettext_lazy("file", "List of pupil referral units of 2018")
    CATEGORIES = "categories", pgettext_lazy("file", "Support categories")
    FREE_MEALS = "free_meals", pgettext_lazy("file", "Pupils eligible for free school meals")
    SUCCESSORS = "successors", pgettext_lazy("file", "Which school followed which")
    BOUNDARIES = "boundaries", pgettext_lazy("file", "Boundaries of the authorities")
    RESULTS = "results", pgettext_lazy("file", "Results by school, indicator and year")
    BENCHMARKS = "benchmarks", pgettext_lazy("file", "Official boundaries of benchmark groups")


class BatchState(models.TextChoices):
    CHECKED = "checked", pgettext_lazy("import", "Waiting for confirmation")
    REFUSED = "refused", pgettext_lazy("import", "Refused")
    STORED = "stored", pgettext_lazy("import", "Stored")
    UNDONE = "undone", pgettext_lazy("import", "Undone")
    DISCARDED = "discarded", pgettext_lazy("import", "Discarded")


class RunState(models.TextChoices):
    BUILDING = "building", pgettext_lazy("run", "Being computed")
    CURRENT = "current", pgettext_lazy("run", "Shown")
    REPLACED = "replaced", pgettext_lazy("run", "Replaced")
    CORRECTION = "correction", pgettext_lazy("run", "Put into the run shown")
    FAILED = "failed", pgettext_lazy("run", "Failed")


class Withheld(models.TextChoices):
    """Why a school has no quarter, in words that stand in its place."""

    CONTEXT = "context", pgettext_lazy("no quarter", "Context: neither higher nor lower is better")
    NO_GROUP = "no_group", pgettext_lazy("no quarter", "Schools of this kind are not placed in groups")
    NO_FSM = "no_fsm", pgettext_lazy("no quarter", "No free school meals figure, so no group")
    FEW_SCHOOLS = "few_schools", pgettext_lazy("no quarter", "Fewer than 5 schools in the group")
    FEW_PUPILS = "few_pupils", pgettext_lazy("no quarter", "Fewer than 10 pupils")


class RunStep(models.TextChoices):
    """What a run is at, in words."""

    READING = "reading", pgettext_lazy("run", "Reading the figures")
    CORRECTING = "correcting", pgettext_lazy("run", "Putting right what changed")
    COMPARING = "comparing", pgettext_lazy("run", "Comparing schools")
    SUMMARISING = "summarising", pgettext_lazy("run", "Adding up the region")


class Verdict(models.TextChoices):
    """A figure beside what is expected of schools with as many pupils eligible for free school meals."""

    ABOVE = "above", pgettext_lazy("expected", "Above what is expected")
    IN_LINE = "in_line", pgettext_lazy("expected", "In line with what is expected")
    BELOW = "below", pgettext_lazy("expected", "Below what is expected")


class Trend(models.TextChoices):
    """A figure beside that of the year before."""

    ROSE = "rose", pgettext_lazy("change", "Rose by more than chance")
    STEADY = "steady", pgettext_lazy("change", "Changed no more than by chance")
    FELL = "fell", pgettext_lazy("change", "Fell by more than chance")


class Unmatched(models.TextChoices):
    """Why a school has no family."""

    FEW_FACTS = "few_facts", pgettext_lazy("no family", "Too little is known of the school to match it")
    FEW_SCHOOLS = "few_schools", pgettext_lazy("no family", "Too few schools of its kind")
    CLOSED = "closed", pgettext_lazy("no family", "The school is closed")


class ReviewState(models.TextChoices):
    WRITING = "writing", pgettext_lazy("review", "Being written")
    SHARED = "shared", pgettext_lazy("review", "Shared with adviser and governors")
    PUBLISHED = "summary_published", pgettext_lazy("review", "Summary published")
    CLOSED = "closed", pgettext_lazy("review", "Closed for the year")


class AreaStanding(models.TextChoices):
    """Where a school says it is in an area: words for what to do with it, no grades."""

    STRENGTH = "strength", pgettext_lazy("review", "A strength")
    DEVELOPING = "developing", pgettext_lazy("review", "Developing")
    PRIORITY = "priority", pgettext_lazy("review", "A priority")


class EvidenceKind(models.TextChoices):
    PRACTICE = "practice", pgettext_lazy("evidence", "Seen in practice")
    WORK = "work", pgettext_lazy("evidence", "Pupils' work")
    LISTENING = "listening", pgettext_lazy("evidence", "Listening to people")
    DATA = "data", pgettext_lazy("evidence", "Data")


class PackLanguage(models.TextChoices):
    WELSH = "cy", _("Welsh")
    ENGLISH = "en", _("English")
    BOTH = "both", _("Both, Welsh first")


class Tone(models.TextChoices):
    """Colour and shape of a support level: together, so that colour never stands alone."""

    GREEN = "green", pgettext_lazy("tone", "Green circle")
    YELLOW = "yellow", pgettext_lazy("tone", "Yellow diamond")
    AMBER = "amber", pgettext_lazy("tone", "Amber triangle")
    RED = "red", pgettext_lazy("tone", "Red square")
    PLAIN = "plain", pgettext_lazy("tone", "Grey ring")


class Capacity(models.TextChoices):
    """Improvement capacity. A is the greatest; what B to D mean is not confirmed by any source."""

    A = "A", pgettext_lazy("capacity", "A")
    B = "B", pgettext_lazy("capacity", "B")
    C = "C", pgettext_lazy("capacity", "C")
    D = "D", pgettext_lazy("capacity", "D")


class CycleState(models.TextChoices):
    PREPARING = "preparing", pgettext_lazy("cycle", "Being prepared")
    OPEN = "open", pgettext_lazy("cycle", "Open")
    MODERATING = "moderating", pgettext_lazy("cycle", "In moderation")
    PUBLISHED = "published", pgettext_lazy("cycle", "Published")
    CLOSED = "closed", pgettext_lazy("cycle", "Closed")


class JudgementState(models.TextChoices):
    GATHERING = "gathering", pgettext_lazy("judgement", "Evidence being gathered")
    DRAFTED = "drafted", pgettext_lazy("judgement", "Draft with the school")
    AGREED = "agreed", pgettext_lazy("judgement", "Agreed by the school")
    DISPUTED = "disputed", pgettext_lazy("judgement", "Disputed by the school")
    AUTHORITY_MODERATED = "authority_moderated", pgettext_lazy("judgement", "Moderated by the authority")
    FINAL = "final", pgettext_lazy("judgement", "Final")
    APPEALED = "appealed", pgettext_lazy("judgement", "Under appeal")


class JudgementStepKind(models.TextChoices):
    OPENED = "opened", pgettext_lazy("step", "Cycle opened")
    PROPOSED = "proposed", pgettext_lazy("step", "Draft proposed")
    REVISED = "revised", pgettext_lazy("step", "Draft proposed anew")
    HEAD_AGREED = "head_agreed", pgettext_lazy("step", "Agreed by the headteacher")
    HEAD_DISPUTED = "head_disputed", pgettext_lazy("step", "Disputed by the headteacher")
    GOVERNOR_AGREED = "governor_agreed", pgettext_lazy("step", "Agreed by the governing body")
    GOVERNOR_DISPUTED = "governor_disputed", pgettext_lazy("step", "Disputed by the governing body")
    AUTHORITY_CONFIRMED = "authority_confirmed", pgettext_lazy("step", "Confirmed by the authority")
    AUTHORITY_CHANGED = "authority_changed", pgettext_lazy("step", "Changed by the authority")
    REGION_CONFIRMED = "region_confirmed", pgettext_lazy("step", "Confirmed by the region: final")
    REGION_CHANGED = "region_changed", pgettext_lazy("step", "Changed by the region: final")
    APPEALED = "appealed", pgettext_lazy("step", "Appealed")
    APPEAL_ALLOWED = "appeal_allowed", pgettext_lazy("step", "Appeal allowed: level changed")
    APPEAL_DISMISSED = "appeal_dismissed", pgettext_lazy("step", "Appeal not allowed: level stays")
    AMENDED = "amended", pgettext_lazy("step", "Amended in the year")


class SchoolSide(models.TextChoices):
    HEAD = "head", pgettext_lazy("side", "Headteacher")
    GOVERNOR = "governor", pgettext_lazy("side", "Chair or governor")


class SchoolVerdict(models.TextChoices):
    AGREED = "agreed", pgettext_lazy("verdict", "Agreed")
    DISPUTED = "disputed", pgettext_lazy("verdict", "Disputed")


class ComparatorRule(models.TextChoices):
    """How the schools of a person's own comparator set were chosen."""

    BY_NAME = "by_name", pgettext_lazy("comparators", "By name")
    BY_FACTS = "by_facts", pgettext_lazy("comparators", "By characteristics")


class NoteState(models.TextChoices):
    STANDING = "standing", pgettext_lazy("note", "Shown")
    WITHDRAWN = "withdrawn", pgettext_lazy("note", "Withdrawn")


class IndicatorState(models.TextChoices):
    IN_USE = "in_use", pgettext_lazy("indicator", "In use")
    RETIRED = "retired", pgettext_lazy("indicator", "Retired")


class DayState(models.TextChoices):
    PLANNED = "planned", pgettext_lazy("days of support", "Planned")
    USED = "used", pgettext_lazy("days of support", "Used")
    CANCELLED = "cancelled", pgettext_lazy("days of support", "Cancelled")


class DayRequestState(models.TextChoices):
    ASKED = "asked", pgettext_lazy("more days", "Waiting for a decision")
    APPROVED = "approved", pgettext_lazy("more days", "Approved")
    REFUSED = "refused", pgettext_lazy("more days", "Not approved")


class VisitKind(models.TextChoices):
    AUTUMN = "autumn", pgettext_lazy("visit", "Autumn: standards and support level")
    SPRING = "spring", pgettext_lazy("visit", "Spring: teaching and leadership")
    SUMMER = "summer", pgettext_lazy("visit", "Summer: planning and targets")
    MONITORING = "monitoring", pgettext_lazy("visit", "Progress of a support plan")
    JOINT = "joint", pgettext_lazy("visit", "Joint visit")
    OTHER = "other", pgettext_lazy("visit", "Other")


class SampleOutcome(models.TextChoices):
    """What moderators made of a judgement of the sample: never a verdict on a person."""

    SUPPORTED = "supported", pgettext_lazy("sample", "The evidence supports the level")
    QUESTIONS = "questions", pgettext_lazy("sample", "Questions to ask")
    ANOTHER = "another", pgettext_lazy("sample", "Another level may fit better")


class ShareLevel(models.TextChoices):
    """How much of a school a group of schools sees by its consent, from least to most."""

    HEADLINE = "headline", pgettext_lazy("sharing", "Headline figures")
    PROFILE = "profile", pgettext_lazy("sharing", "Profile")
    PROFILE_EFSM = "profile_efsm", pgettext_lazy("sharing", "Profile with free school meals")


class ShareEnd(models.TextChoices):
    REVOKED = "revoked", pgettext_lazy("sharing", "Ended by the school")
    CHANGED = "changed", pgettext_lazy("sharing", "Replaced by another consent")
    LEFT = "left", pgettext_lazy("sharing", "The school left the group")
    PAUSED = "paused", pgettext_lazy("sharing", "The group was paused")
    CLOSED = "closed", pgettext_lazy("sharing", "The group was closed")


class StrengthState(models.TextChoices):
    HELD = "held", pgettext_lazy("strength", "Stated")
    WITHDRAWN = "withdrawn", pgettext_lazy("strength", "Withdrawn")


class NeedState(models.TextChoices):
    OPEN = "open", pgettext_lazy("need", "Open")
    MET = "met", pgettext_lazy("need", "Met")
    WITHDRAWN = "withdrawn", pgettext_lazy("need", "Withdrawn")


class Urgency(models.TextChoices):
    NOW = "now", pgettext_lazy("urgency", "Within weeks")
    TERM = "term", pgettext_lazy("urgency", "Within a term")
    YEAR = "year", pgettext_lazy("urgency", "Within the year")


class StatedBy(models.TextChoices):
    """Which side states a strength or need; the other one confirms it."""

    SCHOOL = "school", pgettext_lazy("side", "The school")
    ADVISER = "adviser", pgettext_lazy("side", "The adviser")


class GroundsKind(models.TextChoices):
    """What a strength or need is founded on."""

    FIGURE = "figure", pgettext_lazy("grounds", "A measure")
    REVIEW = "review", pgettext_lazy("grounds", "The school's own review")
    JUDGEMENT = "judgement", pgettext_lazy("grounds", "A final support level")
    WORK = "work", pgettext_lazy("grounds", "Past work")


class TimeOutPurpose(models.TextChoices):
    SIG = "sig", pgettext_lazy("time out", "School improvement group")
    HUB = "hub", pgettext_lazy("time out", "Hub")
    ENQUIRY = "enquiry", pgettext_lazy("time out", "Peer enquiry")
    PANEL = "panel", pgettext_lazy("time out", "Panel")
    ADVISER = "adviser", pgettext_lazy("time out", "Adviser work")
    OTHER = "other", pgettext_lazy("time out", "Other work with schools")


class TimeOutState(models.TextChoices):
    ASKED = "asked", pgettext_lazy("time out", "Waiting for the headteacher")
    BOOKED = "booked", pgettext_lazy("time out", "Booked")
    DECLINED = "declined", pgettext_lazy("time out", "Declined")
    CANCELLED = "cancelled", pgettext_lazy("time out", "Cancelled")


class PaidBy(models.TextChoices):
    """Who pays for cover."""

    SCHOOL = "school", pgettext_lazy("paid by", "The school")
    GROUP = "group", pgettext_lazy("paid by", "The group's money")
    HUB = "hub", pgettext_lazy("paid by", "The hub")
    AUTHORITY = "authority", pgettext_lazy("paid by", "The authority")
    CONSORTIUM = "consortium", pgettext_lazy("paid by", "The consortium")
    GRANT = "grant", pgettext_lazy("paid by", "A grant")
