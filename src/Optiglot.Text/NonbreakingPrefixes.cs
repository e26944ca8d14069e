using System.Collections.Frozen;

namespace Optiglot.Text;

/// <summary>Abbreviations whose period does not end a sentence, for English, German and French.</summary>
internal sealed class NonbreakingPrefixes
{
    private const string Initials = "A B C D E F G H I J K L M N O P Q R S T U V W X Y Z";

    private const string EnglishTitles =
        """
        Mr Mrs Ms Dr Drs Prof Sr Jr St Rev Hon Msgr Messrs Mlle Mme MM MR MRS MS DR Bros Supt Insp Asst Adj Bart Esq
        Gen Brig Maj Col Lt Capt Cmdr Comdr Cpl Sgt Sfc Pfc Pvt Adm Adv Ens Sen Sens Rep Reps Res Gov Rt Surg Op Ord Hr
        Bldg Hosp Corp Con Ph vs v i.e e.g rev
        """;

    private const string EnglishNumbers = "No Nos Art Nr pp";

    private const string GermanWords =
        """
        a b c d e f g h i j k l m n o p q r s t u v w x y z
        Dr Prof Hr Fr Frl Dipl Ing Mag St Str Nr Co Inc Gebr Adj Adm Adv Asst Bart Bldg Brig Bros Capt Cmdr Col Comdr Con Corp Cpl DR Ens Gen Gov Hon
        Hosp Insp Lt MM MR MRS MS Maj Messrs Mlle Mme Mr Mrs Ms Msgr Op Ord Pfc Ph Pvt Rep Reps Res Rev Rt Sen Sens Sfc Sgt Sr Supt Surg
        bzw ca etc usw usf uvm evtl ggf ggfs inkl exkl vgl vs v sog sogen gem geb gest hrsg allg bes bspw dgl ebd einschl entspr
        i.e e.g z.B u.a d.h u.U i.d.R s.o s.u o.g u.v.m Jan Feb Mär Mrz Apr Jun Jul Aug Sep Sept Okt Nov Dez Mo Di Mi Do Fr Sa So
        II III IV VI VII VIII IX XI XII XIII XIV XV XVI XVII XVIII XIX XX ii iii iv vi vii viii ix xi xii xiii xiv xv xvi xvii xviii xix xx
        """;

    private const string GermanNumbers = "Nr Art Abs S Kap Bd";

    // Not a: it is a word, and ends sentences.
    private const string FrenchWords =
        """
        b c d e f g h i j k l m n o p q r s t u v w x y z
        M MM Mme Mmes Mlle Mlles Dr Drs Pr Prof Me St Ste Vve Mgr Gén Col Cap Lt Cdt Sgt Adj
        av ave apr boul bd chap cf cie coll env etc ex éd hab id ibid jr janv févr avr juill sept oct nov déc
        max min no op par p pp pl réf sec suiv suppl tél trad vol vs éval ann art dép doc fasc fig
        """;

    private static readonly NonbreakingPrefixes English = new($"{Initials} {EnglishTitles}", EnglishNumbers);
    private static readonly NonbreakingPrefixes German = new($"{Initials} {GermanWords} {GermanOrdinals()}", GermanNumbers);
    private static readonly NonbreakingPrefixes French = new($"{Initials} {FrenchWords}", "no nos n° art p pp");

    private readonly FrozenSet<string> _always;
    private readonly FrozenSet<string> _beforeNumbers;

    private NonbreakingPrefixes(string always, string beforeNumbers)
    {
        _always = Words.Split(always).ToFrozenSet(StringComparer.Ordinal);
        _beforeNumbers = Words.Split(beforeNumbers).ToFrozenSet(StringComparer.Ordinal);
    }

    /// <summary>The list of a language; English for one that has none here, as Moses does.</summary>
    public static NonbreakingPrefixes For(string language) => language switch
    {
        "de" => German,
        "fr" => French,
        _ => English,
    };

    /// <summary>Whether the word keeps its period whatever follows.</summary>
    public bool Always(string word) => _always.Contains(word);

    /// <summary>Whether the word keeps its period before a number.</summary>
    public bool BeforeNumbers(string word) => _beforeNumbers.Contains(word);

    // German writes ordinals with a period: am 3. Oktober.
    private static string GermanOrdinals() => string.Join(' ', Enumerable.Range(1, 99));
}
