"""Writes the arrays that npy_test.go and npz_test.go read, with NumPy: run it in this folder."""

import numpy

count = numpy.arange(6).reshape(2, 3)
numpy.save("f4.npy", (count / 4 - 0.5).astype("<f4"))
numpy.save("f8-big.npy", (count / 4 - 0.5).astype(">f8"))
numpy.save("u1.npy", (count * 51).astype("u1"))
numpy.save("b1.npy", count % 2 == 1)
for kind in ("i1", "i2", "<i4", ">i8"):
    numpy.save("{}.npy".format(kind.strip("<>")), (count - 3).astype(kind))
for kind in ("u2", "<u4", "u8"):
    numpy.save("{}.npy".format(kind.strip("<>")), (count * 1000).astype(kind))
numpy.save("scalar.npy", numpy.float32(2.5))
numpy.save("empty.npy", numpy.zeros((0, 3), "f4"))
numpy.save("fortran.npy", numpy.asfortranarray(count.astype("f4")))
numpy.save("object.npy", numpy.array([{}], dtype=object), allow_pickle=True)
numpy.savez("plain.npz", left=count.astype("f4"), right=numpy.ascontiguousarray(count.T * 2.0))
numpy.savez_compressed("packed.npz", left=count.astype("f4"), zeros=numpy.zeros(10_000, "f4"))
