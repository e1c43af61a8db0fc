"""How schools compare: the arithmetic, written down once (in words, with sources, in docs/statistics.md).

Missing. A result without a value takes no part: it is neither 0 nor in any count. Nor does a value that may
not be displayed (schools.disclosure) or not be published, nor that of a school not open in the year.

Cut points. Lowest, lower quartile, median, upper quartile and highest of n sorted values, by linear
interpolation between neighbours: the value at place share × (n - 1), counted from 0.

Percentile. Share of the group's schools, the school itself among them, whose value is less favourable, each
school with the same value counted half, times 100. Alone in a group, or where all are equal: 50.

Quarter. 1 if the value is at or beyond the upper quartile, 2 at or beyond the median, 3 at or beyond the
lower quartile, otherwise 4. Where lower is better all of it is mirrored. Where neither is better, where the
group holds fewer than 5 schools, or the school's cohort fewer than 10 pupils: neither quarter nor percentile.

Expected. A straight line by least squares of the measure on the percentage of pupils eligible for free school
meals, over the schools of a phase; standard deviation of the residuals with n - 2.

`frames` reads (COPY out), `write` stores (COPY in), everything between is pure: no database, no clock, no
settings, and the order of rows never changes a result.
"""
