package io.flowlens.ingest.formats.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.config.Settings;
import io.flowlens.ingest.formats.api.Tools;
import io.flowlens.ingest.json.Cursor;
import io.flowlens.ingest.naming.Aliases;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ImageTest {
  private final Tools tools = new Tools(Settings.defaults(), Aliases.none());

  @Test
  void theOrderOfAttributesEntriesAndElementsDoesNotMatter() throws Exception {
    assertThat(
            hash(
                "{'a':{'S':'1'},'m':{'M':{'x':{'N':'1'},'y':{'BOOL':true}}},'s':{'SS':['p','q']}}"))
        .isEqualTo(
            hash(
                "{'s':{'SS':['q','p']},'m':{'M':{'y':{'BOOL':true},'x':{'N':'1'}}},'a':{'S':'1'}}"))
        .isNotZero();
  }

  @Test
  void anyOtherValueTypeNameOrPlaceIsAnotherVersion() throws Exception {
    long one = hash("{'a':{'S':'1'},'l':{'L':[{'N':'1'},{'N':'2'}]}}");
    for (String other :
        new String[] {
          "{'a':{'S':'2'},'l':{'L':[{'N':'1'},{'N':'2'}]}}",
          "{'a':{'N':'1'},'l':{'L':[{'N':'1'},{'N':'2'}]}}",
          "{'b':{'S':'1'},'l':{'L':[{'N':'1'},{'N':'2'}]}}",
          "{'a':{'S':'1'},'l':{'L':[{'N':'2'},{'N':'1'}]}}",
          "{'a':{'S':'1'},'l':{'L':[{'N':'1'}]}}",
          "{'a':{'S':'1'},'l':{'L':[]}}",
          "{'a':{'S':'1'}}",
        }) {
      assertThat(hash(other)).as(other).isNotEqualTo(one);
    }
    assertThat(hash("{'m':{'M':{'x':{'S':'1'}}},'n':{'M':{'x':{'S':'2'}}}}"))
        .isNotEqualTo(hash("{'m':{'M':{'x':{'S':'2'}}},'n':{'M':{'x':{'S':'1'}}}}"));
  }

  @Test
  void theStampsOfOldGlobalTablesAreNoPartOfTheItem() throws Exception {
    assertThat(
            hash(
                "{'a':{'S':'1'},'aws:rep:updatetime':{'N':'1602518560.314001'},"
                    + "'aws:rep:updateregion':{'S':'eu-west-1'},'aws:rep:deleting':{'BOOL':false}}"))
        .isEqualTo(hash("{'a':{'S':'1'}}"));
  }

  @Test
  void anImageThatIsMissingHasNoHashAndAnEmptyOneHas() throws Exception {
    assertThat(new Image().hash()).isZero();
    assertThat(hash("null")).isZero();
    assertThat(hash("{}")).isNotZero();
    assertThat(hash("{'a':{'NULL':true},'b':7,'c':null,'d':{'L':1},'e':{'SS':null},'f':{'M':[]}}"))
        .isNotZero();
  }

  private long hash(String json) throws Exception {
    Cursor cursor = tools.cursor();
    cursor.open(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    Image image = new Image();
    image.read(cursor);
    return image.hash();
  }
}
