"""Sums are written whole by a run, like the comparisons: no check of each row's keys, and no compressing of the
numbers that the dashboard reads every time."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('schools', '0008_fewer_indexes'),
    ]

    operations = [
        migrations.RunSQL(
            'ALTER TABLE schools_regionfigure ALTER COLUMN "values" SET STORAGE EXTERNAL',
            'ALTER TABLE schools_regionfigure ALTER COLUMN "values" SET STORAGE EXTENDED',
        ),
        migrations.AlterField(
            model_name='benchmarkcut',
            name='indicator',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.indicator'),
        ),
        migrations.AlterField(
            model_name='benchmarkcut',
            name='run',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='cuts', to='schools.comparisonrun'),
        ),
        migrations.AlterField(
            model_name='categorysummary',
            name='authority',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.authority'),
        ),
        migrations.AlterField(
            model_name='categorysummary',
            name='run',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='category_summaries', to='schools.comparisonrun'),
        ),
        migrations.AlterField(
            model_name='expectedline',
            name='indicator',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.indicator'),
        ),
        migrations.AlterField(
            model_name='expectedline',
            name='run',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='schools.comparisonrun'),
        ),
        migrations.AlterField(
            model_name='regionfigure',
            name='authority',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.authority'),
        ),
        migrations.AlterField(
            model_name='regionfigure',
            name='indicator',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.indicator'),
        ),
        migrations.AlterField(
            model_name='regionfigure',
            name='run',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='figures', to='schools.comparisonrun'),
        ),
    ]
