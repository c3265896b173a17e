# SPDX-License-Identifier: Apache-2.0
"""What the runners beside it share: version 2 of the protocol (README.md), their options, and the tiny network by which
a runtime is tried before anything is said of it. It must lie beside the runner on the machine to be measured.

A runner hands main() a class with
    runtime                      its name, for people: "OpenVINO"
    packages                     {module: what to install for it with pip}
    options(parser)              optional, static: adds options of its own
    __init__(arguments)          arguments.threads is 1 or more, arguments.number_type one of NUMBER_TYPES
    prepare(model, images)       bytes of an ONNX file, float32 [batch, channels, rows, columns]; returns three things:
                                 run(), which puts the images through the network once; scores(), what the last run gave,
                                 [batch, classes]; and what runs, {"provider", "threads", "number_type"}, asked of the
                                 runtime where it tells, not of the options
    version                      the runtime's, for people
"""
import argparse
import base64
import hashlib
import importlib.util
import json
import os
import platform
import sys
import time

PROTOCOL = 2
MOST_PREPARED = 16
NUMBER_TYPES = ("float32", "float16", "bfloat16", "int8")

# Image [batch, 3, 8, 8], a convolution, a mean, two numbers: what a runtime makes of it tells what it would run.
TINY_NETWORK = base64.b64decode(
    "CAcSADqJAgosCgF4CgF3EgFjGgRjb252IgRDb252KhUKDGtlcm5lbF9zaGFwZUABQAGgAQcKHAoBYxIBbRoBbSIRR2xvYmFsQXZlcmFnZVBv"
    "b2wKHwoBbRIBeRoBZiIHRmxhdHRlbioLCgRheGlzGAGgAQISAXQqJwgCCAMIAQgBEAFCAXdKGAAAAD8AAAA/AAAAPwAAAD8AAAA/AAAAP1oc"
    "CgF4EhcKFQgBEhEKAxIBYgoCCAMKAggICgIICGIUCgF5Eg8KDQgBEgkKAxIBYgoCCAJqHAoBYxIXChUIARIRCgMSAWIKAggCCgIICAoCCAhq"
    "HAoBbRIXChUIARIRCgMSAWIKAggCCgIIAQoCCAFCBAoAEA0=")


class Refusal(Exception):
    """The runtime cannot give what is asked of it."""


def processor():
    """The processor's name where the system tells it."""
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as info:
            for line in info:
                if line.startswith(("model name", "Model")):
                    return line.split(":", 1)[1].strip()
    except OSError:
        pass
    return platform.processor() or platform.machine()


def processors():
    """That this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1


def random_images(shape):
    import numpy

    return numpy.random.default_rng(1).standard_normal(shape).astype(numpy.float32)


def require(condition, text):
    if not condition:
        raise Refusal(text)


class OtherPrograms:
    """How many processors programs beside this one keep busy between two moments, where Linux tells it."""

    def __init__(self):
        self.began = self.busy_seconds()

    @staticmethod
    def busy_seconds():
        try:
            with open("/proc/stat", encoding="utf-8") as statistics:
                user, nice, system, _, _, irq, softirq = (int(field) for field in statistics.readline().split()[1:8])
            own = sum(os.times()[:4])
            return time.perf_counter(), (user + nice + system + irq + softirq) / os.sysconf("SC_CLK_TCK") - own
        except (OSError, ValueError):
            return None

    def mean(self):
        now = self.busy_seconds()
        if self.began is None or now is None or now[0] - self.began[0] < 0.05:
            return None  # the clock of /proc/stat is coarse
        return max(0.0, (now[1] - self.began[1]) / (now[0] - self.began[0]))


class Prepared:
    """Networks by the SHA-256 that names them."""

    def __init__(self, backend, warm_up_seconds):
        self.backend = backend
        self.warm_up_seconds = warm_up_seconds
        self.runs = {}

    def prepare(self, request, model):
        require(hashlib.sha256(model).hexdigest() == request["sha256"], "the model was damaged on the way (SHA-256 differs)")
        require(len(self.runs) < MOST_PREPARED, f"{MOST_PREPARED} networks are prepared already")
        images = random_images(request["shape"])
        start = time.perf_counter()
        run, _, _ = self.backend.prepare(model, images)
        taken = 1000 * (time.perf_counter() - start)
        start = time.perf_counter()
        for count in range(1, 1000):  # the first runs allocate, plan and warm caches and clocks up
            run()
            if count >= 2 and time.perf_counter() - start > self.warm_up_seconds:
                break
        self.runs[request["sha256"]] = run
        return {"compile": taken}

    def time(self, request, _):
        require(request["sha256"] in self.runs, "this network is not prepared")
        run = self.runs[request["sha256"]]
        run()  # another network's weights are in the caches
        samples = []
        others = OtherPrograms()
        for _ in range(int(request["repeats"])):
            start = time.perf_counter()
            run()
            samples.append(1000 * (time.perf_counter() - start))
        busy = others.mean()
        return {"latency": samples, **({} if busy is None else {"others_busy": busy})}

    def drop(self, request, _):
        self.runs.pop(request["sha256"], None)
        return {}


def read_exactly(stream, size):
    chunks = []
    while size > 0:
        chunk = stream.read(size)
        if not chunk:
            raise EOFError("the input ended within a model")
        chunks.append(chunk)
        size -= len(chunk)
    return b"".join(chunks)


def serve(prepared, requests, answers):
    while True:
        line = requests.readline()
        if not line:
            return
        request = json.loads(line)
        model = read_exactly(requests, int(request.get("size", 0)))
        try:
            action = {"prepare": prepared.prepare, "time": prepared.time, "drop": prepared.drop}[request["do"]]
            answer = action(request, model)
        except Refusal as error:
            answer = {"error": str(error)}
        except Exception as error:  # whatever this network does to the runtime, the next one gets its chance
            answer = {"error": f"{type(error).__name__}: {error}"}
        answers.write(json.dumps({"id": request["id"], **answer}) + "\n")
        answers.flush()


def main(backend_class, description):
    parser = argparse.ArgumentParser(description=description.splitlines()[0])
    parser.add_argument("--threads", type=int, default=0, help="threads of one run; 0: as many as processors")
    parser.add_argument("--number-type", choices=NUMBER_TYPES, default="float32", help="what the network is computed in")
    parser.add_argument("--hardware", default=processor(), help="what to call this machine")
    parser.add_argument("--warm-up-ms", type=float, default=30, help="untimed runs of a network when it is prepared")
    if hasattr(backend_class, "options"):
        backend_class.options(parser)
    arguments = parser.parse_args()
    if arguments.threads < 0:
        parser.error("--threads is 0 or more")
    arguments.threads = arguments.threads or processors()

    # Only answers may reach standard output: a library that prints would break the protocol.
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)

    missing = [install for module, install in backend_class.packages.items() if importlib.util.find_spec(module) is None]
    if missing:
        plain = " ".join(each for each in missing if not each.startswith("-"))
        commands = [plain, *(each for each in missing if each.startswith("-"))]  # an option is of one package only
        parser.error(f"{backend_class.runtime} wants packages that {sys.executable} does not have: "
                     + " && ".join(f"{sys.executable} -m pip install {each}" for each in commands if each))
    try:
        backend = backend_class(arguments)
        run, _, what_runs = backend.prepare(TINY_NETWORK, random_images([1, 3, 8, 8]))
        run()
    except Exception as error:
        parser.error(f"{backend_class.runtime} cannot run so here: {error}")
    for name, wanted in (("threads", arguments.threads), ("number_type", arguments.number_type)):
        if what_runs[name] != wanted:
            parser.error(f"{backend_class.runtime} would run with {name.replace('_', ' ')} {what_runs[name]}, not {wanted}")
    hello = {
        "paretoscope_runner": PROTOCOL,
        "hardware": arguments.hardware,
        "runtime": backend_class.runtime,
        "version": backend.version,
        **what_runs,
        "processors": processors(),
        "latency_unit": "ms",
        "most_prepared": MOST_PREPARED,
        "shared_files": False,
    }
    answers.write(json.dumps(hello) + "\n")
    answers.flush()
    serve(Prepared(backend, arguments.warm_up_ms / 1000), sys.stdin.buffer, answers)
