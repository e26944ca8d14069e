namespace Optiglot.Networks;

/// <summary>Operations of losses, which only training needs.</summary>
/// <typeparam name="T">A value.</typeparam>
public interface ITrainingOps<T> : INetworkOps<T> where T : class
{
    /// <summary>The same values in single precision.</summary>
    T Single(T x);

    /// <summary>The same without a gradient.</summary>
    T Detach(T x);

    /// <summary>Whether parameters learn from this pass: what is drawn at random then is not drawn elsewhere.</summary>
    bool IsTraining { get; }

    /// <summary>Standard normal numbers of the shape of another value, in single precision, from the stream of dropout; 0 outside training.</summary>
    T Noise(T like);

    /// <summary>e to the power of x.</summary>
    T Exp(T x);

    /// <summary>Σ −log p(label) over real labels, in single precision, 0-dimensional.</summary>
    /// <param name="hidden">States before the output layer, <c>[batch, target, width]</c>.</param>
    /// <param name="output">The output layer.</param>
    /// <param name="labels">What each place shall say.</param>
    T CrossEntropy(T hidden, OutputLayer output, Labels<T> labels);

    /// <summary>Cosine of two vectors each, over the last axis.</summary>
    T CosineSimilarity(T a, T b);

    /// <summary>Product of the last axis with a vector of the network, in single precision: one axis less.</summary>
    T Dot(T x, ParameterDeclaration vector);

    /// <summary>The logarithm of the logistic function, <c>log σ(x)</c>, of each element.</summary>
    T LogSigmoid(T x);

    /// <summary><c>1 − x</c> of each element.</summary>
    T OneMinus(T x);

    /// <summary>A number of the shape of another value.</summary>
    T Fill(T like, double number);

    /// <summary>1 where a label is real and its sentence has a real place of the mask, else 0; float32 <c>[batch, target]</c>.</summary>
    T LabelFactor(T real, IMask<T> mask);

    /// <summary>1 for a sentence with a real place of the mask, else 0; float32 <c>[batch]</c>.</summary>
    T Presence(IMask<T> mask);

    /// <summary>
    /// Σ over pairs of different sentences p, k of w_p w_k (max(0, margin − s(a_p, b_p) + s(a_p, b_k)) + max(0, margin − s(a_p, b_p) + s(a_k, b_p))), s the
    /// cosine; 0-dimensional float32.
    /// </summary>
    /// <param name="a">A vector a sentence, <c>[batch, 1, width]</c>.</param>
    /// <param name="b">Another, of the same shape.</param>
    /// <param name="weights">w, <c>[batch]</c>.</param>
    /// <param name="margin">The margin.</param>
    T MarginLoss(T a, T b, T weights, double margin);

    /// <summary>Sum of all elements, 0-dimensional.</summary>
    T Sum(T x);

    /// <summary>Rows of <c>[batch × places, width]</c>, by their flat places.</summary>
    T Rows(T x, T places);

    /// <summary>The state of the first place, <c>[batch, width]</c>.</summary>
    T First(T x);
}
