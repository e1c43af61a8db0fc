"""A run writes fewer indexes, and has room to build those it needs in memory."""

import django.db.models.deletion
from django.db import migrations, models

ATTACH = """
-- Its indexes, its statistics, and its place among the runs. Readers of the others are not kept waiting.
CREATE OR REPLACE FUNCTION attach_comparison_partition(run bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
SET maintenance_work_mem = '256MB' AS $$
DECLARE
    made text := format('schools_comparison_run_%s', run);
BEGIN
    EXECUTE format(
        'ALTER TABLE %I ADD PRIMARY KEY (run_id, school_id, indicator_id, year, part, pupils)', made
    );
    EXECUTE format('CREATE INDEX ON %I (indicator_id, year)', made);
    EXECUTE format('ALTER TABLE schools_comparison ATTACH PARTITION %I FOR VALUES IN (%s)', made, run);
    EXECUTE format('ANALYZE %I', made);
END $$;
"""
ATTACH_BEFORE = """
CREATE OR REPLACE FUNCTION attach_comparison_partition(run bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    made text := format('schools_comparison_run_%s', run);
BEGIN
    EXECUTE format(
        'ALTER TABLE %I ADD PRIMARY KEY (run_id, school_id, indicator_id, year, part, pupils)', made
    );
    EXECUTE format('CREATE INDEX ON %I (indicator_id, year)', made);
    EXECUTE format('ALTER TABLE schools_comparison ATTACH PARTITION %I FOR VALUES IN (%s)', made, run);
    EXECUTE format('ANALYZE %I', made);
END $$;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('schools', '0007_federation_order'),
    ]

    operations = [
        migrations.RunSQL(ATTACH, ATTACH_BEFORE),
        migrations.AlterField(
            model_name='benchmarkcut',
            name='indicator',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.indicator'),
        ),
        migrations.AlterField(
            model_name='benchmarkcut',
            name='run',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='cuts', to='schools.comparisonrun'),
        ),
        migrations.AlterField(
            model_name='categorysummary',
            name='authority',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.authority'),
        ),
        migrations.AlterField(
            model_name='categorysummary',
            name='run',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='category_summaries', to='schools.comparisonrun'),
        ),
        migrations.AlterField(
            model_name='expectedline',
            name='indicator',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.indicator'),
        ),
        migrations.AlterField(
            model_name='expectedline',
            name='run',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='schools.comparisonrun'),
        ),
        migrations.AlterField(
            model_name='regionfigure',
            name='authority',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.authority'),
        ),
        migrations.AlterField(
            model_name='regionfigure',
            name='indicator',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.indicator'),
        ),
        migrations.AlterField(
            model_name='regionfigure',
            name='run',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='figures', to='schools.comparisonrun'),
        ),
    ]
