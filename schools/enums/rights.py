"""What may be done, and by whom."""

from django.db import models
from django.utils.translation import gettext_lazy as _


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
    KEEP_INSPECTIONS = "schools.keep_inspections", _("Enter and mend the record of inspections")
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
