"""Comparisons speak of a group of pupils. Their table is filled apart, then put in place with its indexes, so that
pages read the run before meanwhile; without foreign keys, whose locks would reach the tables that pages read."""

from django.db import migrations, models

CREATE = """
DROP FUNCTION drop_comparison_partition(bigint);
DROP FUNCTION open_comparison_partition(bigint);
DROP TABLE schools_comparison;

CREATE TABLE schools_comparison (
    run_id bigint NOT NULL,
    school_id bigint NOT NULL,
    indicator_id bigint NOT NULL,
    year smallint NOT NULL,
    part varchar(10) NOT NULL DEFAULT '',
    pupils varchar(10) NOT NULL DEFAULT 'all',
    cohort integer CHECK (cohort >= 0),
    value double precision NOT NULL,
    previous double precision,
    fsm double precision,
    benchmark_group smallint,
    group_size smallint,
    percentile double precision CHECK (percentile BETWEEN 0 AND 100),
    quarter smallint CHECK (quarter BETWEEN 1 AND 4),
    expected double precision,
    residual double precision,
    withheld varchar(20) NOT NULL DEFAULT '',
    PRIMARY KEY (run_id, school_id, indicator_id, year, part, pupils),
    CHECK ((quarter IS NULL) = (percentile IS NULL)),
    CHECK ((quarter IS NULL) = (withheld <> ''))
) PARTITION BY LIST (run_id);

CREATE INDEX schools_comparison_by_indicator ON schools_comparison (indicator_id, year);

-- An empty table for a run that is being computed; whoever may write the whole may write it.
CREATE FUNCTION open_comparison_partition(run bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    made text := format('schools_comparison_run_%s', run);
    writer regrole;
BEGIN
    IF NOT EXISTS (SELECT FROM schools_comparisonrun WHERE id = run AND state = 'building') THEN
        RAISE EXCEPTION 'run % is not being computed', run;
    END IF;
    EXECUTE format('DROP TABLE IF EXISTS %I', made);
    EXECUTE format('CREATE TABLE %I (LIKE schools_comparison INCLUDING DEFAULTS INCLUDING CONSTRAINTS)', made);
    EXECUTE format('ALTER TABLE %I ADD CONSTRAINT %I CHECK (run_id = %s)', made, made || '_only', run);
    FOR writer IN
        SELECT DISTINCT grantee::regrole FROM pg_class, aclexplode(relacl)
        WHERE pg_class.oid = 'schools_comparison'::regclass AND privilege_type = 'INSERT' AND grantee <> 0
    LOOP
        EXECUTE format('GRANT SELECT, INSERT ON %I TO %s', made, writer);
    END LOOP;
END $$;

-- Its indexes, its statistics, and its place among the runs. Readers of the others are not kept waiting.
CREATE FUNCTION attach_comparison_partition(run bigint) RETURNS void
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

-- Waits no longer than pages can: what cannot be dropped now is dropped after the next run.
CREATE FUNCTION drop_comparison_partition(run bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET lock_timeout = '2s' AS $$
BEGIN
    IF EXISTS (SELECT FROM schools_comparisonrun WHERE id = run AND state = 'current') THEN
        RAISE EXCEPTION 'run % is current', run;
    END IF;
    EXECUTE format('DROP TABLE IF EXISTS schools_comparison_run_%s', run);
END $$;

REVOKE ALL ON FUNCTION open_comparison_partition(bigint) FROM PUBLIC;
REVOKE ALL ON FUNCTION attach_comparison_partition(bigint) FROM PUBLIC;
REVOKE ALL ON FUNCTION drop_comparison_partition(bigint) FROM PUBLIC;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('schools', '0003_authority_label_places'),
    ]

    operations = [
        migrations.RunSQL(CREATE, "DROP FUNCTION attach_comparison_partition(bigint);"),
        migrations.RemoveConstraint(
            model_name='benchmarkcut',
            name='benchmark_cut_once',
        ),
        migrations.RemoveConstraint(
            model_name='expectedline',
            name='expected_line_once',
        ),
        migrations.AddField(
            model_name='benchmarkcut',
            name='pupils',
            field=models.CharField(choices=[('all', 'All pupils'), ('efsm', 'Eligible for free school meals'), ('not_efsm', 'Not eligible for free school meals')], default='all', max_length=10),
        ),
        migrations.AddField(
            model_name='expectedline',
            name='pupils',
            field=models.CharField(choices=[('all', 'All pupils'), ('efsm', 'Eligible for free school meals'), ('not_efsm', 'Not eligible for free school meals')], default='all', max_length=10),
        ),
        migrations.AddField(
            model_name='regionfigure',
            name='correlated_schools',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='regionfigure',
            name='correlation',
            field=models.FloatField(null=True),
        ),
        migrations.AlterField(
            model_name='expectedline',
            name='correlation',
            field=models.FloatField(null=True),
        ),
        migrations.AlterField(
            model_name='regionfigure',
            name='phase',
            field=models.CharField(blank=True, choices=[('primary', 'Primary'), ('secondary', 'Secondary'), ('all_age', 'All-age'), ('special', 'Special'), ('nursery', 'Nursery'), ('pru', 'Pupil referral unit')], default='', max_length=10),
        ),
        migrations.AddConstraint(
            model_name='benchmarkcut',
            constraint=models.UniqueConstraint(fields=('run', 'indicator', 'phase', 'year', 'pupils', 'group'), name='benchmark_cut_once'),
        ),
        migrations.AddConstraint(
            model_name='expectedline',
            constraint=models.UniqueConstraint(fields=('run', 'indicator', 'phase', 'year', 'pupils'), name='expected_line_once'),
        ),
    ]
