from django.urls import path

from schools.views import consistency, supportsums

urlpatterns = [
    path("support/consistency/", consistency.consistency, name="consistency"),
    path("support/consistency/draw/", consistency.sample_draw, name="sample_draw"),
    path("support/consistency/list.<str:form>", consistency.moderation_list, name="moderation_list"),
    path("support/consistency/sample/<uuid:public_id>/", consistency.sample_look, name="sample_look"),
    path("support/<int:year>/levels/", supportsums.support_level_list, name="support_level_list"),
    path("support/<int:year>/add-up/", supportsums.support_sums_start, name="support_sums_start"),
]
