namespace Optiglot.Onnx;

/// <summary>An attribute of a node, such as <c>axis</c>.</summary>
public sealed class OnnxAttribute
{
    private const ulong Single = 1, Number = 2, Word = 3, Numbers = 7;

    private OnnxAttribute(ProtoWriter message) => Message = message;

    internal ProtoWriter Message { get; }

    /// <summary>An attribute of one whole number.</summary>
    public static OnnxAttribute Of(string name, long value) =>
        new(new ProtoWriter().Text(OnnxFields.AttributeName, name).Signed(OnnxFields.AttributeNumber, value).Number(OnnxFields.AttributeType, Number));

    /// <summary>One number in single precision.</summary>
    public static OnnxAttribute Of(string name, float value) =>
        new(new ProtoWriter().Text(OnnxFields.AttributeName, name).Single(OnnxFields.AttributeSingle, value).Number(OnnxFields.AttributeType, Single));

    /// <summary>An attribute that is a word.</summary>
    public static OnnxAttribute Of(string name, string value) =>
        new(new ProtoWriter().Text(OnnxFields.AttributeName, name).Text(OnnxFields.AttributeWord, value).Number(OnnxFields.AttributeType, Word));

    /// <summary>An attribute of several whole numbers.</summary>
    public static OnnxAttribute Of(string name, params ReadOnlySpan<long> values)
    {
        var message = new ProtoWriter().Text(OnnxFields.AttributeName, name);
        foreach (long value in values) message.Signed(OnnxFields.AttributeNumbers, value);
        return new(message.Number(OnnxFields.AttributeType, Numbers));
    }
}
