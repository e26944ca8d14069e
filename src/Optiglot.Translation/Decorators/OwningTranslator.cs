namespace Optiglot.Translation;

/// <summary>A translator that takes something with it when it goes, such as the detector it sees pictures with.</summary>
/// <param name="inner">The translator.</param>
/// <param name="owned">Disposed after it.</param>
internal sealed class OwningTranslator(ITranslator inner, IDisposable owned) : DelegatingTranslator(inner)
{
    public override void Dispose()
    {
        base.Dispose();
        owned.Dispose();
    }
}
