"""The pages of applications: the queue, a submission, an application and its decision."""
