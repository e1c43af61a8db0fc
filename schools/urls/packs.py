from django.urls import path

from schools.views import packs

PACK = "schools/<str:number>/packs/<uuid:public_id>/"

urlpatterns = [
    path("schools/<str:number>/packs/", packs.packs, name="packs"),
    path(PACK, packs.pack, name="pack"),
    path(f"{PACK}again/", packs.pack_again, name="pack_again"),
    path(f"{PACK}pack.pdf", packs.pack_file, name="pack_file"),
]
