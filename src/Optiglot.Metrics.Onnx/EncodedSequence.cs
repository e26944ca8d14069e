namespace Optiglot.Metrics.Onnx;

/// <summary>One sequence of one segment.</summary>
/// <param name="Ids">Its ids, specials among them, <c>[length]</c>.</param>
/// <param name="FirstPart">How many of them belong to the first part, its separator included.</param>
internal readonly record struct EncodedSequence(int[] Ids, int FirstPart);
