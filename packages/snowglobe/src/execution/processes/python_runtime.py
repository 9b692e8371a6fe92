"""Runs a Python function: fetches invocations from Lambda's runtime API and answers them.

Standard library only. boto3 is the interpreter's own, if it has one; its clients are led to the globe.
"""

import decimal
import http.client
import importlib
import importlib.abc
import importlib.util
import json
import logging
import os
import socket
import sys
import time
import traceback
from urllib.parse import urlsplit

API = "/2018-06-01/runtime"
HERE = os.path.abspath(__file__)


def main():
    connection = http.client.HTTPConnection(os.environ["AWS_LAMBDA_RUNTIME_API"])
    log_handler = install_logging()
    lead_to_the_globe()
    try:
        handler = load_handler(os.environ["_HANDLER"])
    except BaseException as problem:  # whatever importing the function's code raises
        body = describe(problem)
        log_handler.write(as_text(body))
        post(connection, "/init/error", body)
        sys.exit(1)
    while True:
        serve_one(connection, handler, log_handler)


def load_handler(name):
    module_name, _, function_name = name.rpartition(".")
    if not module_name:
        raise BadHandler("Runtime.MalformedHandlerName", "Bad handler '%s': not enough values to unpack (expected 2, got 1)" % name)
    sys.path.insert(0, os.environ["LAMBDA_TASK_ROOT"])
    try:
        module = importlib.import_module(module_name.replace("/", "."))
    except ImportError as problem:
        raise BadHandler("Runtime.ImportModuleError", "Unable to import module '%s': %s" % (module_name, problem))
    except SyntaxError as problem:
        raise BadHandler("Runtime.UserCodeSyntaxError", "Syntax error in module '%s': %s" % (module_name, problem))
    if not hasattr(module, function_name):
        raise BadHandler("Runtime.HandlerNotFound", "Handler '%s' missing on module '%s'" % (function_name, module_name))
    return getattr(module, function_name)


class BadHandler(Exception):
    def __init__(self, error_type, message):
        super().__init__(message)
        self.error_type = error_type


def serve_one(connection, handler, log_handler):
    connection.request("GET", API + "/invocation/next")
    response = connection.getresponse()
    body = response.read()
    request_id = response.headers["Lambda-Runtime-Aws-Request-Id"]
    log_handler.request_id = request_id
    os.environ["_X_AMZN_TRACE_ID"] = response.headers["Lambda-Runtime-Trace-Id"] or ""
    try:
        event = json.loads(body)
        result = to_json(handler(event, Context(response.headers)))
    except Exception as problem:
        description = describe(problem, request_id)
        log_handler.write(as_text(description))
        sys.stdout.flush()
        post(connection, "/invocation/%s/error" % request_id, description)
        return
    sys.stdout.flush()
    sys.stderr.flush()
    post(connection, "/invocation/%s/response" % request_id, result)


def post(connection, path, body):
    text = body if isinstance(body, str) else json.dumps(body)
    connection.request("POST", API + path, text.encode("utf-8"), {"Content-Type": "application/json"})
    connection.getresponse().read()


class ResultEncoder(json.JSONEncoder):
    """Writes what the JSON of Python refuses and Lambda takes: bytes as text, decimals as numbers."""

    def default(self, value):
        if isinstance(value, bytes):
            return value.decode("utf-8")
        if isinstance(value, decimal.Decimal):
            return int(value) if value == value.to_integral_value() else float(value)
        return super().default(value)


def to_json(result):
    try:
        return json.dumps(result, cls=ResultEncoder, ensure_ascii=False)
    except Exception as problem:
        raise Unmarshallable("Unable to marshal response: %s" % problem)


class Unmarshallable(Exception):
    error_type = "Runtime.MarshalError"


def describe(problem, request_id=""):
    frames = [frame for frame in traceback.extract_tb(problem.__traceback__) if os.path.abspath(frame.filename) != HERE]
    frames = [frame for frame in frames if not frame.filename.startswith("<frozen importlib")]
    return {
        "errorMessage": str(problem),
        "errorType": getattr(problem, "error_type", type(problem).__name__),
        "requestId": request_id,
        "stackTrace": traceback.format_list(frames) if not isinstance(problem, (BadHandler, Unmarshallable)) else [],
    }


def as_text(description):
    head = "[ERROR] %s: %s" % (description["errorType"], description["errorMessage"])
    if not description["stackTrace"]:
        return head + "\nTraceback (most recent call last):"
    return head + "\nTraceback (most recent call last):\n" + "".join(description["stackTrace"]).rstrip("\n")


class FramedLogHandler(logging.Handler):
    """Gives each record to Lambda as one log event, however many lines it has."""

    request_id = ""

    def __init__(self):
        super().__init__()
        self.stream = os.fdopen(3, "wb", buffering=0)
        self.as_json = os.environ.get("AWS_LAMBDA_LOG_FORMAT") == "JSON"

    def write(self, text):
        data = text.encode("utf-8", "replace")
        self.stream.write(len(data).to_bytes(4, "big") + data)

    def emit(self, record):
        try:
            self.write(self.json_line(record) if self.as_json else self.text_line(record))
        except Exception:
            self.handleError(record)

    def text_line(self, record):
        message = record.getMessage()
        if record.exc_info:
            message += "\n" + "".join(traceback.format_exception(*record.exc_info)).rstrip("\n")
        return "[%s]\t%s\t%s\t%s" % (record.levelname, instant(record.created), self.request_id, message)

    def json_line(self, record):
        line = {
            "timestamp": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(record.created)),
            "level": record.levelname,
            "message": record.getMessage(),
            "logger": record.name,
            "requestId": self.request_id,
        }
        if record.exc_info:
            line["stackTrace"] = traceback.format_tb(record.exc_info[2])
            line["errorType"] = record.exc_info[0].__name__
            line["errorMessage"] = str(record.exc_info[1])
        return json.dumps(line, default=str)


def instant(seconds):
    return "%s.%dZ" % (time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(seconds)), seconds % 1 * 1000)


def install_logging():
    handler = FramedLogHandler()
    root = logging.getLogger()
    root.addHandler(handler)
    if handler.as_json:
        root.setLevel(os.environ.get("AWS_LAMBDA_LOG_LEVEL", "INFO").replace("TRACE", "DEBUG").replace("FATAL", "CRITICAL"))
    return handler


class Context:
    def __init__(self, headers):
        environment = os.environ
        self.aws_request_id = headers["Lambda-Runtime-Aws-Request-Id"]
        self.invoked_function_arn = headers["Lambda-Runtime-Invoked-Function-Arn"]
        self.function_name = environment["AWS_LAMBDA_FUNCTION_NAME"]
        self.function_version = environment["AWS_LAMBDA_FUNCTION_VERSION"]
        self.memory_limit_in_mb = environment["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"]
        self.log_group_name = environment["AWS_LAMBDA_LOG_GROUP_NAME"]
        self.log_stream_name = environment["AWS_LAMBDA_LOG_STREAM_NAME"]
        self.identity = None
        self.client_context = client_context(headers.get("Lambda-Runtime-Client-Context"))
        self._deadline_ms = int(headers["Lambda-Runtime-Deadline-Ms"])

    def get_remaining_time_in_millis(self):
        return max(0, self._deadline_ms - int(time.time() * 1000))


class ClientContext:
    def __init__(self, values):
        self.custom = values.get("custom")
        self.env = values.get("env")
        self.client = values.get("client")


def client_context(text):
    return ClientContext(json.loads(text)) if text else None


def lead_to_the_globe():
    """Leads connections to AWS to the globe: those of boto3, and those that name a host of AWS."""
    endpoint = os.environ.get("AWS_ENDPOINT_URL")
    if not endpoint:
        return
    globe = urlsplit(endpoint)
    fence(http.client.HTTPSConnection, globe)
    sys.meta_path.insert(
        0,
        AfterImport(
            {
                "botocore.session": lambda module: give_endpoint(module.Session, endpoint),
                "urllib3.connection": lambda module: fence(module.HTTPSConnection, globe),
            }
        ),
    )


class AfterImport(importlib.abc.MetaPathFinder):
    """Changes a module once it was imported: most functions need few of them, and importing takes long."""

    def __init__(self, changes):
        self.changes = changes

    def find_spec(self, name, path, target=None):
        if name not in self.changes:
            return None
        change = self.changes.pop(name)
        spec = importlib.util.find_spec(name)
        if spec is None or spec.loader is None:
            return spec
        execute = spec.loader.exec_module

        def execute_and_change(module):
            execute(module)
            change(module)

        spec.loader.exec_module = execute_and_change
        return spec


def fence(connection_class, globe):
    """A host of AWS is reached at the globe, without TLS; the Host header still names it."""
    connect = connection_class.connect

    def connect_to_globe(self):
        if not self.host.endswith(".amazonaws.com"):
            return connect(self)
        self.sock = socket.create_connection((globe.hostname, globe.port), self.timeout)
        self.is_verified = True

    connection_class.connect = connect_to_globe


def give_endpoint(session_class, endpoint):
    """Older releases of botocore do not read AWS_ENDPOINT_URL."""
    create_client = session_class.create_client

    def create_client_of_globe(self, *args, **kwargs):
        if len(args) < 6 and kwargs.get("endpoint_url") is None:
            kwargs["endpoint_url"] = endpoint
        return create_client(self, *args, **kwargs)

    session_class.create_client = create_client_of_globe


if __name__ == "__main__":
    main()
