namespace Optiglot.Networks;

/// <summary>Where a block's layer norm stands.</summary>
public enum NormPlacement
{
    /// <summary>After the residual sum: <c>norm(x + block(x))</c> (BERT, the original transformer).</summary>
    Post,

    /// <summary>Before the block: <c>x + block(norm(x))</c>, with one more norm at the end of the stack.</summary>
    Pre,
}
