"""Texts come from the caller in the reader's language, lazy or not."""

from django_stubs_ext import StrOrPromise

Words = StrOrPromise
