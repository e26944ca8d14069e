using TorchSharp;
using static TorchSharp.torch;

#pragma warning disable RS0030 // here, and only here, the banned calls are made safe

namespace Optiglot.Modeling;

/// <summary>
/// Tensor arithmetic in which a number takes part. TorchSharp wraps each number in an object with a finaliser and does not keep it alive during the native
/// call, not even the hidden factor 1 of <c>a + b</c>: now and then libtorch reads a number that is freed already. Here it lives until the call is over. The
/// operators themselves are banned by the compiler.
/// </summary>
public static class Arithmetic
{
    /// <summary>The sum <c>a + b</c> of two tensors.</summary>
    public static Tensor Plus(this Tensor a, Tensor b)
    {
        using Scalar one = 1;
        return a.add(b, one);
    }

    /// <summary><c>a + factor · b</c> in the memory of a; gives a.</summary>
    public static Tensor AddTo(this Tensor a, Tensor b, double factor = 1)
    {
        using Scalar number = factor;
        return a.add_(b, number);
    }

    /// <summary><c>a + number</c> in the memory of a; gives a.</summary>
    public static Tensor AddTo(this Tensor a, double number)
    {
        using Scalar added = number;
        using Scalar one = 1;
        return a.add_(added, one);
    }

    /// <summary><paramref name="a"/> with each row of another added to the row that an index names; int64 <c>[rows]</c>.</summary>
    public static Tensor IndexAdd(this Tensor a, Tensor index, Tensor rows)
    {
        using Scalar one = 1;
        return a.index_add(0, index, rows, one);
    }

    /// <summary>The product <c>a · number</c> of each element.</summary>
    public static Tensor Times(this Tensor a, double number)
    {
        using Scalar factor = number;
        return a.mul(factor);
    }

    /// <summary><c>a · number</c> for whole numbers: an integer tensor stays one.</summary>
    public static Tensor Times(this Tensor a, long number)
    {
        using Scalar factor = number;
        return a.mul(factor);
    }

    /// <summary><c>a · number</c> in the memory of a; gives a.</summary>
    public static Tensor TimesInPlace(this Tensor a, double number)
    {
        using Scalar factor = number;
        return a.mul_(factor);
    }

    /// <summary><c>1 − a</c> of each element.</summary>
    public static Tensor OneMinus(this Tensor a)
    {
        using Scalar one = 1, minus = -1;
        using Tensor negative = a.mul(minus);
        return negative.add(one, one);
    }

    /// <summary>A tensor full of one number.</summary>
    public static Tensor Full(long[] shape, double number, ScalarType type, Device device)
    {
        using Scalar value = number;
        return empty(shape, type, device).fill_(value);
    }

    /// <summary>A tensor of the same shape and type full of one number.</summary>
    public static Tensor FullLike(Tensor like, double number) => Full(like.shape, number, like.dtype, like.device);

    /// <summary>Where an element is at least a number, bool.</summary>
    public static Tensor AtLeast(this Tensor a, double number)
    {
        using Scalar limit = number;
        return a.ge(limit);
    }

    /// <summary>Where an element is not a whole number, bool.</summary>
    public static Tensor IsNot(this Tensor a, long number)
    {
        using Scalar other = number;
        return a.ne(other);
    }

    /// <summary>All elements become a number; gives a.</summary>
    public static Tensor FillWith(this Tensor a, double number)
    {
        using Scalar value = number;
        return a.fill_(value);
    }

    /// <summary>Elements where the mask is true become a number; gives a.</summary>
    public static Tensor FillWhere(this Tensor a, Tensor mask, double number)
    {
        using Scalar value = number;
        return a.masked_fill_(mask, value);
    }

    /// <summary>Whole numbers from <paramref name="first"/> to before <paramref name="end"/>, int64 <c>[end − first]</c>.</summary>
    public static Tensor Range(long first, long end, Device device)
    {
        using Scalar start = first, stop = end, step = 1;
        return arange(start, stop, step, ScalarType.Int64, device);
    }
}
