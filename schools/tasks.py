"""One more edge, like a view: takes the job's arguments and calls the service."""

from core.jobs import job
from schools.services.recompute import KIND, carry_out

recompute = job(KIND)(carry_out)
