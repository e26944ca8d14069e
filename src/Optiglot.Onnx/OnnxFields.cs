namespace Optiglot.Onnx;

/// <summary>Field numbers of onnx.proto (https://github.com/onnx/onnx/blob/main/onnx/onnx.proto).</summary>
public static class OnnxFields
{
    /// <summary>Field numbers of a <c>ModelProto</c>.</summary>
    public const int ModelVersion = 1, ModelProducer = 2, ModelGraph = 7, ModelOpset = 8;

    /// <summary>Field numbers of an <c>OperatorSetIdProto</c>.</summary>
    public const int OpsetDomain = 1, OpsetVersion = 2;

    /// <summary>Field numbers of a <c>GraphProto</c>.</summary>
    public const int GraphNode = 1, GraphName = 2, GraphInitializer = 5, GraphText = 10, GraphInput = 11, GraphOutput = 12;

    /// <summary>Field numbers of a <c>NodeProto</c>.</summary>
    public const int NodeInput = 1, NodeOutput = 2, NodeName = 3, NodeOperator = 4, NodeAttribute = 5;

    /// <summary>Field numbers of an <c>AttributeProto</c>.</summary>
    public const int AttributeName = 1, AttributeSingle = 2, AttributeNumber = 3, AttributeWord = 4, AttributeNumbers = 8, AttributeType = 20;

    /// <summary>Field numbers of a <c>TensorProto</c>.</summary>
    public const int TensorSize = 1, TensorType = 2, TensorName = 8, TensorBytes = 9;

    /// <summary>ValueInfoProto, and in it TypeProto, its tensor, its shape and a dimension of that.</summary>
    public const int ValueName = 1, ValueType = 2, TypeTensor = 1, TypeElement = 1, TypeShape = 2, ShapeDimension = 1, DimensionSize = 1, DimensionName = 2;
}
