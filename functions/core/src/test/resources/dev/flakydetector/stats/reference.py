"""Writes the reference tables beside it, with scipy 1.17.1 and mpmath 1.3.0 at 50 digits.

The confidence sequence is solved here from its definition with mpmath's own beta function and root finder, so it shares
nothing with the code under test but the formula.
"""
import csv
import pathlib

import mpmath
from scipy import stats

HERE = pathlib.Path(__file__).parent
COUNTS = [(0, 1), (1, 1), (0, 10), (1, 10), (5, 10), (10, 10), (0, 20), (3, 20), (1, 50), (25, 50), (49, 50), (50, 50),
          (0, 100), (7, 100), (93, 100), (0, 700), (1, 1000), (500, 1000), (999, 1000), (1000, 1000), (12, 100000)]
TABLES = [(5, 5, 0, 5), (6, 6, 0, 6), (6, 10, 0, 10), (8, 20, 0, 20), (0, 5, 0, 5), (3, 10, 3, 10), (1, 2, 5, 30),
          (8, 10, 1, 6), (3, 5, 0, 5), (40, 100, 25, 100), (500, 1000, 450, 1000), (1, 1, 0, 1), (2, 7, 8, 11)]
BETAS = [(0.5, 0.5), (0.5, 10.5), (1, 1), (3, 4), (10.5, 0.5), (9.999, 10.001), (25.5, 25.5), (0.5, 1000.5),
         (500.5, 500.5), (1.5, 99999.5), (100000.5, 900000.5)]


def sequence(failures, runs):
    mpmath.mp.dps = 50
    half, alpha = mpmath.mpf(1) / 2, mpmath.mpf(1) / 20
    passes = runs - failures
    mixture = mpmath.log(mpmath.beta(half + failures, half + passes) / mpmath.beta(half, half))

    def excess(p):
        value = mixture + mpmath.log(alpha)
        if failures:
            value -= failures * mpmath.log(p)
        if passes:
            value -= passes * mpmath.log(1 - p)
        return value

    tiny = mpmath.mpf(10) ** -30
    estimate = mpmath.mpf(failures) / runs
    lo = 0 if failures == 0 else mpmath.findroot(excess, (tiny, estimate), solver="bisect", maxsteps=400, tol=1e-40)
    hi = 1 if passes == 0 else mpmath.findroot(excess, (estimate, 1 - tiny), solver="bisect", maxsteps=400, tol=1e-40)
    return float(lo), float(hi)


def write(name, header, rows):
    with open(HERE / name, "w", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


write("confidence-sequence.csv", ["failures", "runs", "lo", "hi"], [(s, n, *sequence(s, n)) for s, n in COUNTS])
write("wilson.csv", ["failures", "runs", "lo", "hi"],
      [(s, n, *stats.binomtest(s, n).proportion_ci(0.95, "wilson")) for s, n in COUNTS])
write("fisher.csv", ["failures", "runs", "other_failures", "other_runs", "p"],
      [(a, n, b, m, stats.fisher_exact([[a, n - a], [b, m - b]]).pvalue) for a, n, b, m in TABLES])
write("log-beta.csv", ["a", "b", "log_beta"],
      [(a, b, float(mpmath.log(mpmath.beta(mpmath.mpf(a), mpmath.mpf(b))))) for a, b in BETAS])
