"""The figures of speed and scale: `python -m tests.bench` (or `make bench`) prints each as a JSON line, then
a table. Every speed is a ratio inside one run, since machines are noisy.
`--large` adds what takes minutes."""
