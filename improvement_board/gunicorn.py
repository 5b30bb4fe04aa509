"""How gunicorn serves the site: ``gunicorn -c python:improvement_board.gunicorn improvement_board.wsgi``.

``manage.py serve`` uses this file on one machine; in production the service file names it and adds its own
``--bind``. Gunicorn reads ``WEB_CONCURRENCY`` from the environment itself.
"""

import os

worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = 4
preload_app = True  # the code is loaded once and its memory shared; a fault in it stops the start

timeout = 60
graceful_timeout = 8  # less than serve's patience, so that open answers are finished and not cut
keepalive = 5

accesslog = None  # addresses of restricted papers and search words stay out of the logs
errorlog = "-"
loglevel = os.environ.get("GUNICORN_LOG_LEVEL", "info")
control_socket_disable = True  # otherwise gunicorn opens one under the home folder
