namespace Optiglot.DemoWorld;

/// <summary>The sentence shapes of the grammar.</summary>
public enum CaptionPattern
{
    /// <summary>"A bat next to a red ball." / "Eine Fledermaus neben einem roten Ball."</summary>
    Fragment,

    /// <summary>"The picture shows a bat and a red ball." / "Das Bild zeigt eine Fledermaus und einen roten Ball."</summary>
    PictureShows,

    /// <summary>"On the beach, we see a bat and a red ball." / "Am Strand sehen wir …"</summary>
    PlaceFirst,

    /// <summary>"The bat is next to the red ball." / "Die Fledermaus befindet sich neben dem roten Ball."</summary>
    Statement,

    /// <summary>"Here is a bat next to a red ball." / "Hier ist …"</summary>
    HereIs,

    /// <summary>"I see a bat next to a red ball." / "Ich sehe …"</summary>
    Witness,
}
