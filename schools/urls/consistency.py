from django.urls import path

from schools.views import consistency

urlpatterns = [
    path("support/consistency/", consistency.consistency, name="consistency"),
    path("support/consistency/draw/", consistency.sample_draw, name="sample_draw"),
    path("support/consistency/list.<str:form>", consistency.moderation_list, name="moderation_list"),
    path("support/consistency/sample/<uuid:public_id>/", consistency.sample_look, name="sample_look"),
]
