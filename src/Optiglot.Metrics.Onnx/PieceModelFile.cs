using Google.Protobuf;

namespace Optiglot.Metrics.Onnx;

/// <summary>What the library of the tokenisers does not look at in a SentencePiece model's file (<c>sentencepiece_model.proto</c>).</summary>
internal static class PieceModelFile
{
    private const int TrainerSpec = 2, ModelType = 3, Bpe = 2;
    private const int NormalizerSpec = 3, CharacterMap = 2;

    /// <summary>The character map of a BPE model, which the library (2.0.1) applies for unigram models only; empty where there is none to apply.</summary>
    /// <exception cref="InvalidProtocolBufferException">The file is no such model.</exception>
    public static ReadOnlySpan<byte> UnusedMap(byte[] model)
    {
        CodedInputStream trainer = Message(model, TrainerSpec), normalizer = Message(model, NormalizerSpec);
        return MoveTo(trainer, ModelType) && trainer.ReadEnum() == Bpe && MoveTo(normalizer, CharacterMap) ? normalizer.ReadBytes().Span : [];
    }

    private static CodedInputStream Message(byte[] model, int field)
    {
        CodedInputStream input = new(model);
        return MoveTo(input, field) ? input.ReadBytes().CreateCodedInput() : new CodedInputStream([]);
    }

    private static bool MoveTo(CodedInputStream input, int field)
    {
        for (uint tag; (tag = input.ReadTag()) != 0; input.SkipLastField())
            if (WireFormat.GetTagFieldNumber(tag) == field) return true;
        return false;
    }
}
