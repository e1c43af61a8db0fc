"""The Celery application. Every job is safe to run twice: it may be delivered again after a crash."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "csc_portal.settings")

app = Celery("csc_portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
