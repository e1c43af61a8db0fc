from django.urls import path

from schools.views import federations, maps, measure, register, registerfiles, saved, school

urlpatterns = [
    path("federations/", federations.federations, name="federations"),
    path("federations/new/", federations.federation_new, name="federation_new"),
    path("federations/<int:pk>/", federations.federation_edit, name="federation_edit"),
    path("federations/<int:pk>/end/", federations.federation_end, name="federation_end"),
    path("saved/new/", saved.view_save, name="view_save"),
    path("saved/<uuid:public_id>/remove/", saved.view_remove, name="view_remove"),
    path("schools/", register.schools, name="schools"),
    path("schools/map/", maps.schools_map, name="schools_map"),
    path("schools/export.<str:form>", registerfiles.schools_export, name="schools_export"),
    path("schools/<str:number>/", school.school, name="school"),
    path("schools/<str:number>/contacts/", school.school_contacts, name="school_contacts"),
    path("schools/<str:number>/contacts/confirm/", school.contacts_confirm, name="contacts_confirm"),
    path("schools/<str:number>/contacts/<str:role>/", school.contact_edit, name="contact_edit"),
    path("schools/<str:number>/about/", school.school_about, name="school_about"),
    path("schools/<str:number>/measures/", measure.measures, name="measures"),
    path("schools/<str:number>/measures/<slug:code>/", measure.measure, name="measure"),
    path(
        "schools/<str:number>/measures/<slug:code>/over-time/",
        measure.measure_history,
        name="measure_history",
    ),
    path(
        "schools/<str:number>/measures/<slug:code>/learn-from/", measure.measure_learn, name="measure_learn"
    ),
    path("schools/<str:number>/measures/<slug:code>/gap/", measure.measure_gap, name="measure_gap"),
    path("schools/<str:number>/measures/<slug:code>/table/", measure.measure_table, name="measure_table"),
    path(
        "schools/<str:number>/measures/<slug:code>/figures.<str:form>",
        measure.measure_export,
        name="measure_export",
    ),
]
