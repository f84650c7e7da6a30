"""How kernels are compiled: without counting references, put in line, and handed the world by reference."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
from llvmlite.binding import Linkage, parse_assembly
from numba import config, njit, typeof, types
from numba.core import cgutils
from numba.core.codegen import JITCodeLibrary
from numba.core.compiler import Compiler
from numba.core.datamodel import models
from numba.core.typing.templates import AttributeTemplate
from numba.core.typing.typeof import typeof_impl
from numba.extending import (
    NativeValue,
    infer_getattr,
    intrinsic,
    lower_getattr_generic,
    register_model,
    unbox,
)

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


_njit: Any = njit
_compiled = partial(_njit, cache=True, nogil=True, _nrt=False, no_cfunc_wrapper=True)

kernel = _compiled(forceinline=True, no_cpython_wrapper=True, pipeline_class=PassesInLine)
"""Compiles a function that other kernels call and that allocates nothing.

Without counting references it runs three times as fast, without a door to Python it compiles in half the time, and
put in line it need not copy what it is given on each call.
"""

door = _compiled(forceinline=False, pipeline_class=CheapPasses)
"""Compiles a function that Python calls; threads may do so at the same time, each with its own blocks."""

apart = _compiled(forceinline=False, no_cpython_wrapper=True, pipeline_class=CheapPasses)
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
    is_kept = isinstance(kind, Reference)

    def write(__: Any, builder: Any, ___: Any, values: Any) -> Any:
        value = builder.load(values[0]) if is_kept else values[0]
        return cgutils.alloca_once_value(builder, value)  # type: ignore[no-untyped-call]

    return (kind if is_kept else Reference(kind))(kind), write


refer_to: Any = intrinsic(_refer_to)
"""Puts a named tuple, or a copy of one that is kept, where only the function that calls it sees it; its reference."""


def _write(_: Any, what: Any, room: Any) -> Any:
    """Type and code of `written`."""

    def write(context: Any, builder: Any, __: Any, values: Any) -> Any:
        place = context.make_array(room)(context, builder, values[1])
        size = context.get_constant(types.int64, context.get_abi_sizeof(values[0].type))
        with builder.if_then(builder.icmp_signed(">=", place.nitems, size)):
            builder.store(values[0], builder.bitcast(place.data, values[0].type.as_pointer()))
        return size

    return types.int64(what, room), write


written: Any = intrinsic(_write)
"""Writes a named tuple into room [bytes] if it is large enough; how many bytes it takes."""


class Kept:
    """A named tuple of arrays, written down once, so that kernels are told an address.

    Telling them every array takes longer than most kernels run, and compiling it for each takes longer than the kernel.
    The arrays themselves may change; to put another in place of one, keep anew.

    Parameters
    ----------
    what
        A named tuple of arrays and of such named tuples.
    write_down
        A door that calls `written`, in the module of the tuple's class: compiled code is found again by the module it
        stands in, and that which knows a class should change with it.
    """

    __slots__ = ("_numba_type_", "_room", "_what", "address")

    def __init__(self, what: Any, write_down: Callable[[Any, Any], int]) -> None:
        self._what = what
        self._room = np.zeros(0, np.uint8)
        self._room = np.zeros(write_down(what, self._room), np.uint8)
        write_down(what, self._room)
        self.address = self._room.ctypes.data
        self._numba_type_ = _kind_of(what)


_kinds: dict[Any, Any] = {}


def _kind_of(what: Any) -> Any:
    """The reference to a named tuple; Numba needs milliseconds to find a type, so those found are kept."""
    form = _form_of(what)
    if form not in _kinds:
        _kinds[form] = Reference(typeof(what))  # type: ignore[no-untyped-call]
    return _kinds[form]


def _form_of(what: Any) -> tuple[Any, ...]:
    """What decides of which type a named tuple is."""
    parts = (
        _form_of(each) if isinstance(each, tuple) else (each.dtype, each.ndim, each.flags.num)
        for each in what
    )
    return type(what), *parts


@typeof_impl.register(Kept)
def _type_of_kept(value: Any, _: Any) -> Any:
    """A reference to what is kept."""
    return value._numba_type_


@unbox(Reference)  # type: ignore[no-untyped-call]
def _address_of_kept(kind: Any, value: Any, place: Any) -> Any:
    """The address."""
    number = place.pyapi.object_getattr_string(value, "address")
    address = place.pyapi.long_as_voidptr(number)
    place.pyapi.decref(number)
    pointer = place.builder.bitcast(address, place.context.get_value_type(kind))
    return NativeValue(pointer)  # type: ignore[no-untyped-call]
