namespace Optiglot.DemoWorld;

/// <summary>One labelled thing of the detector's catalogue.</summary>
/// <param name="Vector">`[features]`, not standardised.</param>
/// <param name="Noun">Index into <see cref="Lexicon.Nouns"/>: the word, whatever the sense.</param>
/// <param name="Colour">Index into <see cref="Lexicon.Colours"/>.</param>
/// <param name="Sense">Index into the noun's senses; for measuring only, the detector never learns it.</param>
internal sealed record CatalogueSample(float[] Vector, int Noun, int Colour, int Sense);
