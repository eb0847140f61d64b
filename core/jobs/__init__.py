"""Long work in the background: a queue of jobs on disk and one warm worker process. Imports no torch."""

from core.jobs.job import ACTIVE, Job, Status
from core.jobs.queue import JobQueue

__all__ = ["ACTIVE", "Job", "JobQueue", "Status"]
