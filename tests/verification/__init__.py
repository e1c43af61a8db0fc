"""The statistics computed a second time by another engine, an attacker, and every school on every page."""
