namespace Optiglot.DemoWorld;

/// <summary>How often one ambiguous noun was translated right.</summary>
/// <param name="Noun">The English word.</param>
/// <param name="Right">Sentences with the right sense's word.</param>
/// <param name="Sentences">Sentences with the noun.</param>
public sealed record NounAccuracy(string Noun, int Right, int Sentences)
{
    /// <summary>0..1; 0 where there are no sentences.</summary>
    public double Accuracy => Sentences == 0 ? 0 : (double)Right / Sentences;
}
