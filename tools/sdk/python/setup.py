# SPDX-License-Identifier: Apache-2.0
"""Generates crosswalk.v1 from the protos when the package is built.

With grpcio-tools where it is installed, as pip's isolated builds have it; else with protoc and
grpc_python_plugin of the system. The protos are those of the repository that this folder is in, or of the
source distribution.
"""

import importlib.metadata
import importlib.util
import pathlib
import shutil
import subprocess
import sys

from setuptools import setup
from setuptools.command.build_py import build_py
from setuptools.command.sdist import sdist

HERE = pathlib.Path(__file__).resolve().parent
# Debian 12's, which the generator of the system goes with.
OLDEST = ["grpcio>=1.51", "protobuf>=4.21"]


def proto_folder():
    packed = HERE / "proto"
    return packed if packed.is_dir() else HERE.parents[2] / "proto"


def license_file():
    packed = HERE / "LICENSE"
    return packed if packed.is_file() else HERE.parents[2] / "LICENSE"


def has_grpc_tools():
    return importlib.util.find_spec("grpc_tools") is not None


def dependencies():
    """What generated code needs at least: the versions of its generator."""
    if not has_grpc_tools():
        return OLDEST
    tools = importlib.metadata.distribution("grpcio-tools")
    protobuf = [need for need in tools.requires or [] if need.startswith("protobuf")]
    return [f"grpcio>={tools.version}", *protobuf]


def compiler():
    if has_grpc_tools():
        import grpc_tools

        well_known = pathlib.Path(grpc_tools.__file__).parent / "_proto"
        return [sys.executable, "-m", "grpc_tools.protoc", f"-I{well_known}"]
    plugin = shutil.which("grpc_python_plugin")
    if not shutil.which("protoc") or not plugin:
        raise SystemExit("crosswalk is built with grpcio-tools, or protoc and grpc_python_plugin")
    return ["protoc", f"--plugin=protoc-gen-grpc_python={plugin}"]


class BuildWithProtos(build_py):
    def run(self):
        super().run()
        protos = proto_folder()
        files = sorted(path.relative_to(protos).as_posix()
                       for path in (protos / "crosswalk" / "v1").glob("*.proto"))
        output = pathlib.Path(self.build_lib)
        subprocess.run([*compiler(), f"-I{protos}", f"--python_out={output}", f"--pyi_out={output}",
                        f"--grpc_python_out={output}", *files], check=True)
        (output / "crosswalk" / "v1" / "__init__.py").touch()


class SourceWithProtos(sdist):
    def make_release_tree(self, base_dir, files):
        super().make_release_tree(base_dir, files)
        shutil.copy(license_file(), base_dir)
        shutil.copytree(proto_folder() / "crosswalk" / "v1",
                        pathlib.Path(base_dir) / "proto" / "crosswalk" / "v1")


setup(cmdclass={"build_py": BuildWithProtos, "sdist": SourceWithProtos},
      install_requires=dependencies())
