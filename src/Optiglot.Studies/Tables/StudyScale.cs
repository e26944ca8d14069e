namespace Optiglot.Studies.Tables;

/// <summary>How much is spent on each row of a study.</summary>
public enum StudyScale
{
    /// <summary>A few updates on a few sentences: whether it runs.</summary>
    Tiny,

    /// <summary>As the recipes say: about twenty minutes a row on two cores after what rows share.</summary>
    Small,

    /// <summary>The paper's sizes; needs BERT-base and regions of its detector.</summary>
    Paper,
}
