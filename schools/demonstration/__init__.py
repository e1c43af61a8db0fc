"""The demonstration region: generated, seeded, fictional by school, calibrated to published figures.

`region.generate_region` makes files in the formats that the importers read; `load` stores them through the
importers and adds contacts, federations and accounts. How it is calibrated: docs/demonstration.md."""
