"""What a comparison says beside its place: the band about what is expected, and whether it changed."""

from django.db import migrations

COLUMNS = """
ALTER TABLE schools_comparison
    ADD COLUMN band double precision CHECK (band >= 0),
    ADD COLUMN verdict varchar(8) NOT NULL DEFAULT '',
    ADD COLUMN trend varchar(8) NOT NULL DEFAULT '';
"""
COLUMNS_BEFORE = """
ALTER TABLE schools_comparison DROP COLUMN band, DROP COLUMN verdict, DROP COLUMN trend;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('schools', '0010_audit_figures_together'),
    ]

    operations = [
        migrations.RunSQL(COLUMNS, COLUMNS_BEFORE),
    ]
