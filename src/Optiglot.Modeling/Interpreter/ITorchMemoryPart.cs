using Optiglot.Networks;
using static TorchSharp.torch;

namespace Optiglot.Modeling;

/// <summary>A part of a decoder's memory that a search keeps.</summary>
internal interface ITorchMemoryPart : IMemoryPart<Tensor>, IDisposable
{
    /// <summary>A copy outside any dispose scope, for the many steps of a search.</summary>
    ITorchMemoryPart Own();

    /// <summary>A copy of some sentences <c>[kept]</c>, outside any dispose scope.</summary>
    ITorchMemoryPart Select(Tensor sentences);
}
