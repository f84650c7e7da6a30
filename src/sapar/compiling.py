"""How kernels are compiled: without counting references, put in line, and handed the world by reference."""

from __future__ import annotations

from typing import Any

from llvmlite.binding import Linkage, parse_assembly
from numba import config, njit, types
from numba.core import cgutils
from numba.core.codegen import JITCodeLibrary
from numba.core.compiler import Compiler
from numba.core.datamodel import models
from numba.core.typing.templates import AttributeTemplate
from numba.extending import infer_getattr, intrinsic, lower_getattr_generic, register_model

_settings: Any = config
_CHEAP = type(_settings.OPT)(1)
_ENVIRONMENT = "_ZN08NumbaEnv"
"""How Numba begins the names of what a function knows of its module."""


class CheapPasses(Compiler):
    """The usual compiler without LLVM's dear passes: it takes two thirds of the time, and kernels run as fast."""

    def compile_extra(self, func: Any) -> Any:
        """Compile a function; a process compiles one at a time, so a setting may be turned and turned back."""
        usual, _settings.OPT = _settings.OPT, _CHEAP
        try:
            return super().compile_extra(func)  # type: ignore[no-untyped-call]
        finally:
            _settings.OPT = usual


class InLine(JITCodeLibrary):
    """Code that only ever stands in line within other code: it is handed on as it is, and made to run nowhere.

    A function that calls it is optimised with it. Doing so for each function by itself, and again for each that calls
    it, took a quarter of the time that compiling took.
    """

    def _optimize_final_module(self) -> None:
        """Left to whoever calls it."""

    def _finalize_final_module(self) -> None:
        """Keep the code for others; what is left here is only what Numba asks for by name, its environments."""
        whole, names = self._final_module, []
        for function in whole.functions:
            if not function.is_declaration and function.linkage == Linkage.external:
                function.linkage = "linkonce_odr"
        for variable in whole.global_variables:
            if variable.name.startswith(_ENVIRONMENT):
                names.append(f"@{variable.name} = common global i8* null\n")
        empty = str(self._codegen._create_empty_module(self.name))  # type: ignore[no-untyped-call]
        self._shared_module, self._final_module = whole, parse_assembly(empty + "".join(names))
        super()._finalize_final_module()  # type: ignore[no-untyped-call]


class PassesInLine(CheapPasses):
    """For functions that are put in line."""

    def compile_extra(self, func: Any) -> Any:
        """Compile a function into a library of its kind."""
        library = InLine(self.state.targetctx.codegen(), func.__qualname__)  # type: ignore[no-untyped-call]
        library.enable_object_caching()  # type: ignore[no-untyped-call]
        self.state.library = library
        return super().compile_extra(func)


kernel = njit(  # type: ignore[call-overload]
    cache=True,
    nogil=True,
    forceinline=True,
    _nrt=False,
    no_cpython_wrapper=True,
    no_cfunc_wrapper=True,
    pipeline_class=PassesInLine,
)
"""Compiles a function that other kernels call and that allocates nothing.

Without counting references it runs three times as fast, without a door to Python it compiles in half the time, and
put in line it need not copy what it is given on each call.
"""

door = njit(  # type: ignore[call-overload]
    cache=True,
    nogil=True,
    forceinline=False,
    _nrt=False,
    no_cfunc_wrapper=True,
    pipeline_class=CheapPasses,
)
"""Compiles a function that Python calls; threads may do so at the same time, each with its own blocks."""

apart = njit(  # type: ignore[call-overload]
    cache=True,
    nogil=True,
    forceinline=False,
    _nrt=False,
    no_cpython_wrapper=True,
    no_cfunc_wrapper=True,
    pipeline_class=CheapPasses,
)
"""Compiles a function that kernels call from several places, but seldom: in line, each place would be compiled anew."""


class Reference(types.Type):
    """A named tuple kept in one place, of which kernels hand on the address.

    The world has some five hundred parts (addresses, lengths and strides of arrays). Handed on by value each call of a
    kernel would name them all, and compiling would take most of its time over that.
    """

    def __init__(self, of: Any) -> None:
        self.of = of
        super().__init__(name=of.instance_class.__name__)

    @property
    def key(self) -> Any:
        """What tells two of them apart; the name, which goes into that of every compiled function, is kept short."""
        return self.of

    def field(self, name: str) -> tuple[int, Any]:
        """Place and type of a field."""
        place = self.of.fields.index(name)
        return place, self.of.types[place]


@register_model(Reference)
class _ReferenceModel(models.PrimitiveModel):
    """An address."""

    def __init__(self, manager: Any, kind: Any) -> None:
        super().__init__(manager, kind, manager.lookup(kind.of).get_value_type().as_pointer())  # type: ignore[no-untyped-call]


@infer_getattr
class _ReferenceFields(AttributeTemplate):
    """Fields by name: named tuples are referred to in their turn."""

    key = Reference

    def generic_resolve(self, kind: Any, name: str) -> Any:  # type: ignore[override]
        """Type of a field; None where there is none."""
        if name not in kind.of.fields:
            return None
        _, field = kind.field(name)
        return Reference(field) if isinstance(field, types.NamedTuple) else field


@lower_getattr_generic(Reference)  # type: ignore[no-untyped-call]
def _field(_: Any, builder: Any, kind: Any, value: Any, name: str) -> Any:
    """Address of a named tuple within, else what stands there."""
    place, field = kind.field(name)
    address = cgutils.gep_inbounds(builder, value, 0, place)  # type: ignore[no-untyped-call]
    return address if isinstance(field, types.NamedTuple) else builder.load(address)


def _refer_to(_: Any, kind: Any) -> Any:
    """Type and code of `refer_to`."""

    def write(__: Any, builder: Any, ___: Any, values: Any) -> Any:
        return cgutils.alloca_once_value(builder, values[0])  # type: ignore[no-untyped-call]

    return Reference(kind)(kind), write


refer_to: Any = intrinsic(_refer_to)
"""Keeps a named tuple for the rest of the function that calls it; returns its reference."""
