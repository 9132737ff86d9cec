"""How gunicorn serves relief, in the demonstration and in production; found by its name."""

control_socket_disable = True
worker_class = "gthread"
workers = 2
threads = 4
graceful_timeout = 10
