// For tests: a few sentences in many scripts, written for the project.
#ifndef DECHAFF_TESTS_TEXT_SAMPLES_H_
#define DECHAFF_TESTS_TEXT_SAMPLES_H_

namespace dechaff::text {

inline constexpr char kFrench[] =
    "Le café a fermé ses portes à midi. Les élèves, déçus, sont rentrés chez eux où leur mère les attendait "
    "déjà. « Ça ne fait rien », a-t-elle dit. L'été prochain, nous irons à la mer.";
inline constexpr char kPolish[] =
    "Wczoraj wieczorem spadł śnieg i całe miasto zrobiło się białe. Dzieci już czekają, aż będzie można "
    "wyjść "
    "na sanki. Później wszyscy pójdą na gorącą herbatę do dziadków mieszkających za rzeką.";
inline constexpr char kRussian[] =
    "Вчера вечером выпал снег, и весь город стал белым. Дети уже ждут, когда можно будет пойти кататься на "
    "санках. Потом все пойдут пить горячий чай к бабушке, которая живёт за рекой.";
inline constexpr char kGreek[] =
    "Χθες το βράδυ έπεσε χιόνι και όλη η πόλη έγινε άσπρη. Τα παιδιά περιμένουν πότε θα μπορέσουν να βγουν "
    "έξω "
    "να παίξουν. Μετά θα πάνε όλοι στη γιαγιά για ζεστό τσάι.";
inline constexpr char kHebrew[] =
    "אתמול בערב ירד שלג וכל העיר נעשתה לבנה. הילדים כבר מחכים לצאת החוצה ולשחק. אחר כך ילכו כולם אל סבתא "
    "לשתות תה חם.";
inline constexpr char kArabic[] =
    "أمس في المساء سقط الثلج وأصبحت المدينة كلها بيضاء. الأطفال ينتظرون الخروج إلى الشارع واللعب. بعد ذلك "
    "سيذهب الجميع إلى بيت الجدة لشرب الشاي.";
inline constexpr char kChinese[] =
    "昨天晚上下了一场大雪，整个城市都变成了白色。孩子们已经在等着出去玩雪橇了。之后大家都要去住在河对岸的奶奶"
    "家"
    "喝热茶。天气预报说明天还会继续下雪，学校可能要停课一天。";
inline constexpr char kTaiwanese[] =
    "昨天晚上下了一場大雪，整個城市都變成了白色。孩子們已經在等著出去玩雪橇了。之後大家都要去住在河對岸的奶奶"
    "家"
    "喝熱茶。天氣預報說明天還會繼續下雪，學校可能要停課一天。";
inline constexpr char kJapanese[] =
    "昨日の夜、雪が降って町じゅうが真っ白になりました。子どもたちはもう外でそり遊びをするのを待っています。"
    "そのあと、みんなで川の向こうに住んでいるおばあさんの家へ行って、熱いお茶を飲みます。";
inline constexpr char kKorean[] =
    "어제 저녁에 눈이 내려서 온 도시가 하얗게 변했습니다. 아이들은 벌써 밖에 나가 썰매를 탈 수 있기를 "
    "기다리고 "
    "있습니다. 그다음에는 모두 강 건너에 사는 할머니 댁에 가서 따뜻한 차를 마실 것입니다.";
inline constexpr char kEmoji[] = "Mixed 😀 text ½ with 𝒳 and e\u0301.";

}  // namespace dechaff::text

#endif  // DECHAFF_TESTS_TEXT_SAMPLES_H_
