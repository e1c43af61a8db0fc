-- Families by measuring every distance: docs/statistics.md, "Families", once more.
CREATE TEMP TABLE weight AS
SELECT s.id AS school, s.phase, w.code, w.logarithmic, w.weight
FROM fact_school s
JOIN LATERAL (
    SELECT phase, max(valid_from) AS valid_from FROM fact_weight
    WHERE phase IN (s.phase, '') AND valid_from <= %(newest)s
    GROUP BY phase ORDER BY phase DESC LIMIT 1
) chosen ON true
JOIN fact_weight w ON w.phase = chosen.phase AND w.valid_from = chosen.valid_from;

CREATE TEMP TABLE known AS
SELECT school, phase, code, weight,
       CASE WHEN NOT logarithmic THEN value WHEN value > 0 THEN ln(value) END AS x
FROM (
    SELECT w.*, (SELECT u.value FROM used u WHERE u.school = w.school AND u.code = w.code AND u.part = ''
                   AND u.pupils = 'all' AND u.year BETWEEN %(newest)s - 2 AND %(newest)s
                 ORDER BY u.year DESC LIMIT 1) AS value
    FROM weight w
) found
WHERE CASE WHEN logarithmic THEN value > 0 ELSE value IS NOT NULL END;

CREATE TEMP TABLE fact AS
SELECT k.school, k.phase, k.code, k.weight, k.x / coalesce(nullif(d.spread, 0), 'infinity') AS z
FROM known k
JOIN (
    SELECT phase, code, CASE WHEN min(x) < max(x) THEN stddev_pop(x) ELSE 0 END AS spread
    FROM known WHERE school IN (SELECT id FROM fact_school WHERE closed IS NULL) GROUP BY 1, 2
) d USING (phase, code);
CREATE INDEX ON fact (phase, code);
ANALYZE fact;

CREATE TEMP TABLE own AS
SELECT s.id AS school, s.number, s.phase, s.closed, s.medium IN ('WM', 'BA', 'BB', 'BCH') AS is_welsh,
       coalesce(sum(f.weight), 0) AS share, count(f.code) AS facts
FROM fact_school s LEFT JOIN fact f ON f.school = s.id GROUP BY s.id, s.number, s.phase, s.closed, s.medium;

CREATE TEMP TABLE pair AS
SELECT o.school, p.school AS other, p.number,
       sqrt(sum(a.weight * (a.z - b.z) ^ 2) / o.share + CASE WHEN o.is_welsh <> p.is_welsh THEN 1 ELSE 0 END)
           AS distance
FROM own o
JOIN fact a ON a.school = o.school
JOIN fact b ON b.phase = a.phase AND b.code = a.code AND b.school <> a.school
JOIN own p ON p.school = b.school
WHERE o.closed IS NULL AND p.closed IS NULL AND o.share >= 60
GROUP BY o.school, o.share, o.is_welsh, o.facts, p.school, p.number, p.is_welsh
HAVING count(*) = o.facts;

CREATE TEMP TABLE family AS
WITH ranked AS (
    SELECT *, count(*) OVER (PARTITION BY school) AS others,
           row_number() OVER (PARTITION BY school
                              ORDER BY round(distance / 1e-9), number COLLATE "C") AS place
    FROM pair
), nearest AS (
    SELECT school, array_agg(other ORDER BY place) AS members, array_agg(distance ORDER BY place) AS distances,
           count(*) FILTER (WHERE distance <= 0.5 + 1e-9)::int AS close
    FROM ranked WHERE place <= 30 AND others >= 5 GROUP BY school
)
SELECT o.school, coalesce(n.members, '{}') AS members, coalesce(n.distances, '{}') AS distances,
       coalesce(n.close, 0) AS close, o.share AS known,
       CASE WHEN o.closed IS NOT NULL THEN 'closed' WHEN o.share < 60 THEN 'few_facts'
            WHEN n.school IS NULL THEN 'few_schools' ELSE '' END AS unmatched
FROM own o LEFT JOIN nearest n USING (school);
