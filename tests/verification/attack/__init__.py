"""Somebody who holds everything that a viewer without exact rights can get, and works out the rest."""
