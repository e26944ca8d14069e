using Google.Protobuf;

namespace Optiglot.Metrics.Onnx;

/// <summary>What a SentencePiece model's file says of the normalisation of text (<c>sentencepiece_model.proto</c>, with its defaults).</summary>
/// <param name="Characters">The character map.</param>
/// <param name="SpaceInFront">Puts a space in front of the text.</param>
/// <param name="SpaceBehind">Puts that space behind it.</param>
/// <param name="OneSpace">Makes spaces in a row one, and drops those at both ends.</param>
internal sealed record PieceModelFile(CharacterMap Characters, bool SpaceInFront, bool SpaceBehind, bool OneSpace)
{
    private const int TrainerSpec = 2, SpaceAsSuffix = 24;
    private const int NormalizerSpec = 3, Map = 2, DummyPrefix = 3, RemoveExtraSpaces = 4;

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidProtocolBufferException">It is no such model.</exception>
    /// <exception cref="InvalidDataException">Its character map is damaged.</exception>
    public static PieceModelFile Read(byte[] file)
    {
        byte[] trainer = Bytes(file, TrainerSpec), normalizer = Bytes(file, NormalizerSpec);
        bool space = Flag(normalizer, DummyPrefix, usual: true), behind = Flag(trainer, SpaceAsSuffix, usual: false);
        bool one = Flag(normalizer, RemoveExtraSpaces, usual: true);
        return new PieceModelFile(new CharacterMap(Bytes(normalizer, Map)), space && !behind, space && behind, one);
    }

    private static byte[] Bytes(byte[] message, int field)
    {
        CodedInputStream input = new(message);
        return MoveTo(input, field) ? input.ReadBytes().ToByteArray() : [];
    }

    private static bool Flag(byte[] message, int field, bool usual)
    {
        CodedInputStream input = new(message);
        return MoveTo(input, field) ? input.ReadBool() : usual;
    }

    private static bool MoveTo(CodedInputStream input, int field)
    {
        for (uint tag; (tag = input.ReadTag()) != 0; input.SkipLastField())
            if (WireFormat.GetTagFieldNumber(tag) == field) return true;
        return false;
    }
}
